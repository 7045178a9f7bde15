"""German."""

WORDS = {
    "arts-and-entertainment": """
        kunst künstler* maler* gemälde* skulptur* galerie* museum* museen ausstellung* film* kino* schauspiel*
        theater* bühne* oper* ballett* musik* lied* sänger* album orchester* konzert* roman* gedicht* dichter*
        literatur* schriftsteller* autor* buch bücher* verlag* fernseh* rundfunk* zeitung* festival* kultur*
        architekt* fotograf* bibliothek* regisseur*""",
    "conflict": """
        krieg* truppen* soldat* armee* militär* schlacht* angriff* invasion* rakete* bombe* artillerie* panzer*
        drohne* waffenstillstand* frieden* nato bundeswehr* kämpf* rebell* miliz* besetz* belager* front waffe*
        flüchtling* völkermord* massaker* verteidigung* marine* terror* geisel* putsch* offensive*""",
    "crime-and-law": """
        verbrech* kriminal* polizei* polizist* festnahme* festgenommen verdächtig* mord* mörder* raub* dieb*
        einbruch* betrug* betrüg* gericht* richter* prozess* anwalt* anwält* staatsanwalt* angeklagt* urteil*
        schuldig* haft* gefängnis* gesetz* recht strafe* straf* justiz* zeuge* ermittl* schmuggel* korrupt*
        klage* kläger* bundesverfassungsgericht*""",
    "disaster": """
        katastrophe* erdbeben* tsunami* hochwasser* flut* überschwemm* waldbrand* brand brände feuerwehr*
        explosion* absturz* abgestürzt kollision* entgleis* rettung* retter* überlebende* evakuier* opfer*
        einsturz* erdrutsch* lawine* vulkan* notfall* trümmer* unglück* unfall* unfälle""",
    "economy": """
        wirtschaft* unternehm* firma firmen konzern* markt* märkte aktie* börse* investor* investi* bank banken*
        finanz* fonds anleihe* zins* inflation* preis* handel* zoll zölle export* import* wachstum rezession*
        gewinn* umsatz* kunde* kunden fusion* gründer* industrie* fabrik* währung* dollar euro schulden* kredit*
        steuer* haushalt* versicherung* lieferkette*""",
    "education": """
        bildung* schule* schul* schüler* lehrer* unterricht* klassenzimmer* lehrplan* universität* hochschul*
        student* studier* studium* professor* vorlesung* abitur* prüfung* kindergarten* kita* zeugnis* ausbildung*
        lehrling* abschluss* noten gymnasium*""",
    "environment": """
        umwelt* klima* emission* kohlendioxid* treibhaus* verschmutz* ökolog* ökosystem* artenvielfalt* arten
        lebensraum* naturschutz* wald wälder* fluss flüsse* moor* meer* gletscher* erneuerbar* solar* windkraft*
        windrad* nachhaltig* recycling* abfall* müll* plastik* vogel* vögel* insekt* biene* fisch* boden* pestizid*
        erderwärmung* natur baum bäume* auen* ufer*""",
    "health": """
        gesundheit* krankenhaus* klinik* arzt ärzt* ärzte* pflege* patient* krankheit* krebs* tumor* virus* viren*
        bakteri* infektion* epidemie* pandemie* impf* medikament* medizin* behandlung* therap* operation* diabetes
        herz* blut* gehirn* psych* depression* symptom* diagnose* antibiotik* ernährung* schwanger* geburt* hebamme*""",
    "human-interest": """
        großmutter* großvater* oma opa jubiläum* geburtstag* wiedersehen* kurios* rätsel* lotto* hund hunde* katze*
        zwilling* sammler* flaschenpost* kindheit* erinnerung* nachbar* hochzeit* königshaus* prinz* prinzessin*""",
    "labour": """
        arbeiter* arbeitnehmer* arbeitgeber* gewerkschaft* streik* lohn löhne* gehalt gehälter* arbeitsplatz*
        arbeitsplätze* arbeitslos* beschäftigt* entlass* überstunden* schicht* tarif* rente* betriebsrat* kollegen
        fachkräfte* mindestlohn* bergleute* zeche* kumpel""",
    "lifestyle": """
        rezept* koch* köch* küche* restaurant* essen speise* gericht backen* bäcker* brot* mehl ofen wein* bier*
        kaffee* tee garten* gärten* blume* mode* kleid* schönheit* haar* haut wohnen* möbel* reise* urlaub*
        tourist* hotel* strand* wander* freizeit* spiel spiele hobby* käse* butter gemüse*""",
    "politics": """
        politik* politisch* regierung* präsident* kanzler* minister* bundestag* parlament* senat* abgeordnet* wahl
        wahlen wähler* abstimmung* referendum* wahlkampf* kandidat* partei* demokrat* konservativ* liberal*
        sozialdemokrat* koalition* opposition* diplomat* botschaft* vertrag* sanktion* verfassung* reform* regime*
        bürgermeister* gemeinderat* stadtrat* außenpolit* staat* eu cdu spd fdp afd grüne""",
    "religion": """
        religi* kirche* kirchlich* priester* pfarrer* bischof* bischöf* papst* vatikan* katholi* evangelisch*
        protestant* christ* jesus bibel* evangelium* gemeinde* gebet* beten glaube* gott* heilig* islam* muslim*
        moschee* imam* koran* jude* jüdisch* synagoge* rabbiner* tempel* buddh* mönch* kloster* klöster* theolog*
        predigt* pilger*""",
    "science-and-technology": """
        wissenschaft* forsch* labor* experiment* physik* chemi* biolog* genetisch* dna astronom* teleskop* planet*
        weltraum* raumfahrt* satellit* rakete* mond* galaxi* quanten* teilchen* molekül* technolog* technik*
        computer* software* internet* digital* algorithm* künstliche intelligenz roboter* daten* smartphone*
        ingenieur* erfind* innovation* halbleiter* batterie* mathemat* archäolog* maschine*""",
    "society": """
        gesellschaft* sozial* gemeinschaft* famili* ehe scheidung* kinder kind eltern* mutter väter vater frauen
        frau männer gleichberechtigung* ungleichheit* diskriminier* rassis* minderheit* einwander* migra* asyl*
        bürger* bevölkerung* armut* arm obdachlos* wohnung* miete* mieter* ehrenamt* senioren* jugend* dorf dörfer*
        nachbarschaft* einsamkeit* generation* heimat* tradition*""",
    "sport": """
        sport* fußball* tor tore torwart* stürmer* bundesliga* liga pokal* spieltag* mannschaft* trainer* spieler*
        meisterschaft* meister weltmeister* turnier* olympi* medaille* athlet* leichtathlet* tennis* handball*
        basketball* eishockey* rennen* radsport* marathon* läufer* schwimm* boxen boxer* stadion* schiedsrichter*
        elfmeter* saison* sieg niederlage* fans""",
    "weather": """
        wetter* vorhersage* meteorolog* temperatur* regen* niederschlag* schnee* sturm stürme* gewitter* orkan*
        hitze* hitzewelle* frost* nebel* wind böen* sonnig* wolke* hagel* dürre* celsius trockenheit*""",
}
