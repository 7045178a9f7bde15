"""German."""

from sitegen.analysis.lexicon.language import Lexicon

GERMAN = Lexicon(
    words={
        "arts-and-entertainment": """
            kunst künstler künstlerin kunstwerk *kunst maler malerin malerei gemälde bildhauer skulptur galerie museum
            *museum ausstellung *ausstellung kurator film *film filme filmfest* regisseur regisseurin drehbuch
            schauspieler schauspielerin schauspiel kino *kino hollywood oscar berlinale leinwand dokumentarfilm komödie
            theater *theater bühne inszenierung intendant dramatiker uraufführung premiere oper *oper operette ballett
            tanz tänzer tänzerin choreograf* musik *musik musiker sänger sängerin lied *lied album band rapper rap pop
            rock jazz hiphop schlager klavier pianist geige geiger gitarre* orchester *orchester philharmoni* dirigent
            komponist konzert *konzert chor sinfonie literatur *literatur roman *roman schriftsteller* dichter dichtung
            gedicht lyrik autor autorin buch bücher buchmesse verlag bestseller leser literaturnobelpreis erzählung
            fernsehen fernseh* tv serie *serie staffel folge tatort moderator moderatorin sender *sender rtl prosieben
            ard zdf orf quote einschaltquote* showmaster show castingshow netflix rundfunk hörfunk presse zeitung
            *zeitung zeitschrift journalist journalistin chefredakteur* medien* verleger promi prominente star stars
            komiker kabarett kabarettist comic festival *festspiele festspiele kultur kulturell* kulturpolitik
            architekt architektur fotograf fotografie publikum kritiker rezension feuilleton inserate werbespot
            mediengruppe standard_verlag medienhaus auflage reichweite""",
        "conflict": """
            krieg *krieg kriegs* bürgerkrieg soldat soldaten armee truppen *truppen militär* bundeswehr bundesheer
            bataillon schlacht front gefecht* invasion angriff angriffe luftangriff* bombardier* bombe bomben rakete
            raketen* panzer *panzer artillerie drohnenangriff* waffenruhe waffenstillstand feuerpause frieden
            friedensgespräch* friedensvertrag* friedenstruppe* nato rebell rebellen aufständische* miliz milizen
            guerilla besatz* besetz* belager* geisel* waffe waffen *waffen munition völkermord genozid massaker
            gräuel kriegsverbrech* vertrieb* terror* terrorist terroranschlag anschlag attentat selbstmordattent*
            dschihad* islamischer_staat is_miliz taliban hisbollah hamas al_kaida putsch* veteran offensive
            gegenoffensive abrüstung atomwaffe* konflikt konfliktparteien ukraine ukrainisch* syrien syrisch* assad
            irak afghanistan gazastreifen gaza donbass separatist* kampfjet kampfflugzeug* kriegsschiff* nordkorea
            scharfschütz* kalaschnikow armeesprecher gefallen* marine""",
        "crime-and-law": """
            kriminal* verbrech* straftat* täter *täter tatverdächtig* polizei* polizist polizistin beamte ermittler
            ermittlung* ermittelt fahndung fahnder festnahme festgenommen verhaftet verhaftung haft* haftbefehl
            untersuchungshaft mord *mord mörder ermordet totschlag tötung getötet erschossen erstochen messer*
            schuss schüsse opfer raub räuber überfall überfallen überfiel dieb diebstahl gestohlen einbruch einbrecher
            betrug betrüger betrügerisch* veruntreu* untreue geldwäsche bestech* korruption korrupt* schmiergeld
            entführ* erpress* vergewaltig* missbrauch* missbraucht gericht *gericht gerichts* richter richterin
            staatsanwalt* anwalt anwältin rechtsanwalt verteidiger angeklagt* anklage prozess schöffen urteil verurteilt
            freispruch freigesprochen schuldig schuldspruch freiheitsstrafe geldstrafe bewährung gefängnis
            justizanstalt justiz* häftling insasse strafe bestraft strafrecht gesetzeswidrig illegal klage kläger klagt
            verklagt zeuge zeugen zeugin aussage notwehr drogen* dealer rauschgift kokain heroin schmuggl* schlepper
            bande mafia vandal* brandstift* razzia landeskriminalamt bundeskriminalamt verfassungsgerichtshof
            bundesgerichtshof oberlandesgericht landesgericht landgericht amtsgericht tatort verdächtig* mutmaßlich*
            leiche obduktion""",
        "disaster": """
            katastrophe *katastrophe katastroph* erdbeben *beben nachbeben tsunami hochwasser überschwemm* flut *flut
            überflut* schlammlawine erdrutsch lawine *lawine mure vulkan* ausbruch waldbrand *brand brand brände feuer
            feuerwehr* flammen löscharbeiten explosion explodier* unfall *unfall verunglück* unglück *unglück absturz
            abgestürzt flugzeugabsturz zusammenstoß kollision kollidier* entgleis* schiffbruch gekentert ertrunken
            gesunken fähre rettung* retter gerettet bergung geborgen bergretter bergrettung einsatzkräfte
            rettungskräfte rettungshubschrauber notarzt sanitäter überlebend* verletzt* schwerverletzt* todesopfer tote
            toten vermisst* evakuier* eingestürzt einsturz trümmer verschüttet notstand hungersnot hilfsorganisation
            nothilfe rotes_kreuz giftgas reaktorunfall tschernobyl fukushima lenker geisterfahrer alpinist abgestürzt*
            massenkarambolage""",
        "economy": """
            wirtschaft *wirtschaft wirtschafts* ökonom ökonomen ökonomie konjunktur* unternehmen *unternehmen
            unternehmer* firma firmen konzern *konzern konzernchef mittelstand tochterfirma aktie aktien *aktie
            aktionär* börse *börse börsen* dax atx dow_jones kurs kurse anleger investor investoren investition*
            investier* fonds hedgefonds anleihe* rendite dividende bank banken *bank bankenkrise sparkasse ezb
            notenbank zentralbank leitzins zinsen zinssatz kredit* darlehen hypothek* inflation teuerung preis preise
            preiserhöhung verbraucherpreise wachstum rezession bruttoinlandsprodukt bip defizit schulden
            verschuldung insolvenz* pleite* konkurs* gläubiger sanierung umsatz umsätze gewinn gewinne verlust
            verluste quartal halbjahr bilanz ergebnis betriebsergebnis prognose vorstand vorstandschef aufsichtsrat
            geschäftsführer manager übernahme fusion fusionier* beteiligung milliarden millionen_euro industrie*
            hersteller produktion fabrik autobauer volkswagen vw daimler bmw siemens telekom lufthansa airline
            handel einzelhandel händler supermarkt* export* import* zölle zoll ttip freihandel* euro dollar franken
            währung* bitcoin kryptowährung* steuer steuern steuerreform finanz* finanzminister budget haushaltsdefizit
            versicherung* immobilien* mieten makler tourismusbranche start_up startups gründer ölpreis rohöl opec
            strompreis energiekonzern marke marketing kunden kartell* wettbewerbsbehörde privatisierung konsument*
            konsum griechenland_hilfe troika rettungsschirm hypo_alpe_adria""",
        "education": """
            bildung bildungs* schule schulen *schule schul* schüler schülerin schülerinnen gymnasium gymnasien
            grundschule volksschule hauptschule realschule gesamtschule mittelschule berufsschule lehrer lehrerin
            lehrkräfte lehrkraft unterricht unterrichten klasse klassenzimmer abitur matura zentralmatura zeugnis
            noten prüfung prüfungen kindergarten kita erzieherin universität* uni unis hochschule *hochschule
            fachhochschule student studenten studentin studierende* studium studiengang studieren studiengebühr*
            studienplatz professor professorin dozent rektor rektorin hörsaal vorlesung bachelor master promotion
            doktorarbeit dissertation absolvent* stipendi* lehrplan lehrstuhl pisa pisa_studie lesekompetenz
            alphabetisierung nachhilfe ausbildung kultusminister* bildungsminister* ganztag* inklusion_schule
            hausaufgaben pädagog* lernen ferienbetreuung""",
        "environment": """
            umwelt* umweltschutz umweltschützer klima klimawandel klimaschutz klimaerwärmung erderwärmung
            treibhausgas* emission* co2* kohlendioxid kohleausstieg kohlekraftwerk energiewende erneuerbare*
            windkraft* windrad windräder windpark solar* photovoltaik ökostrom wasserkraft* atomkraft*
            atomausstieg naturschutz* naturschützer natur nationalpark artenschutz artenvielfalt artensterben
            biodiversität bedroht* aussterben ausgestorben tierart pflanzenart tierschutz* ökosystem* ökolog*
            nachhaltig* recycling müll plastikmüll abfall deponie verschmutz* feinstaub abgas* dieselskandal luftqualität
            ölpest ölkatastrophe regenwald abholz* wald wälder forst aufforstung moor moore torf gletscher* arktis
            antarktis eisbär* meeresspiegel meer korallen* überfischung fischbestand wal wale wolf wölfe bär biene
            bienen insekten* insektensterben vögel vogel pestizid* glyphosat dünger artgerecht boden trockenheit dürre
            greenpeace wwf nabu weltklimarat klimakonferenz klimagipfel pariser_abkommen fridays_for_future greta_thunberg
            fracking wildnis lebensraum renaturierung gewässer""",
        "health": """
            gesundheit* gesund medizin* mediziner arzt ärzte ärztin ärztekammer hausarzt krankenhaus krankenhäuser spital
            spitäler klinik kliniken klinikum patient patienten patientin pflege pflegekräfte krankenschwester hebamme
            chirurg* operation operier* therapie *therapie therapeut* behandlung diagnose diagnostizier* krankheit
            *krankheit erkrank* krank symptome infektion* infizier* virus viren bakterien keime erreger epidemie
            pandemie corona* coronavirus covid impf* impfstoff impfung masern grippe influenza ebola hiv aids malaria
            tuberkulose krebs *krebs tumor chemotherapie diabetes diabetiker insulin herzinfarkt schlaganfall blutdruck
            kreislauf* demenz alzheimer parkinson depression* depressiv psychisch* psychiatr* psycholog* psychotherap*
            burnout angststörung sucht süchtig abhängigkeit rauchen raucher alkoholkonsum allergie* asthma
            übergewicht* fettleibig* ernährung ernähr* diät abnehmen vitamin* kalorien fitness bewegung schlaf
            schlafstörung* schwanger* geburt abtreibung verhütung kinderwunsch organspende transplantation
            blutspende* medikament* arzneimittel pharma* apothek* antibiotik* nebenwirkung* krankenkasse*
            krankenversicherung gesundheitsminister* who robert_koch_institut hygiene zahnarzt zähne schmerz*
            sterbehilfe palliativ* heilung homöopath* immunsystem""",
        "human-interest": """
            kurios* skurril* ungewöhnlich* verrückt* rekord guinness* weltrekordhalter royals königin prinz prinzessin
            herzogin prinz_william prinz_harry kate_middleton queen königshaus königsfamilie thronfolger adel
            geburtstag jubiläum hundertjährig* lottogewinn* lotto jackpot happy_end wiedersehen flaschenpost
            glück_im_unglück haustier* hund hunde katze katzen welpe kuriosum panne scherz streich wette nackt
            tätowier* ufo spuk liebespaar schicksal held heldin promipaar nachwuchs verlobt verlobung trauert
            gestorben nachruf berührend* rührend*""",
        "labour": """
            arbeit arbeiter arbeiterin arbeitnehmer* arbeitgeber* arbeitsmarkt arbeitsplatz arbeitsplätze arbeitslos*
            arbeitslosigkeit arbeitsamt arbeitsagentur ams hartz_iv beschäftigt* beschäftigung job jobs stellenabbau
            stellen kündigung* gekündigt entlassung* entlassen gewerkschaft* gewerkschafter verdi ig_metall ögb
            betriebsrat betriebsräte streik *streik streiken streikend* warnstreik tarif* tarifverhandlung*
            tarifvertrag kollektivvertrag lohn löhne lohnerhöhung gehalt gehälter mindestlohn mindestsicherung_arbeit
            überstunden arbeitszeit* schichtarbeit teilzeit vollzeit leiharbeit* kurzarbeit homeoffice fachkräfte*
            fachkräftemangel lehrling lehrlinge lehrstelle* azubi* rente renten pension* pensionist* elternzeit
            mutterschutz karriere bewerbung bewerber bewerbungsgespräch personalabteilung""",
        "lifestyle": """
            reise reisen *reise urlaub urlauber* ferien tourist* tourismus reiseziel ausflug hotel *hotel hostel strand
            kreuzfahrt* camping campingplatz wandern wanderung wanderweg* rundreise sehenswürdigkeit* kochen koch
            köchin rezept *rezept rezepte küche backen brot *brot kuchen *kuchen torte teig restaurant *restaurant
            gastronom* gericht_kochen speise* speisekarte menü frühstück mittagessen abendessen genuss genießen
            lecker köstlich zutaten gewürz* gemüse obst fleisch vegetarisch vegan wein *wein weingut winzer bier
            brauerei cocktail kaffee tee café schokolade käse mode modedesigner* designer designerin laufsteg model
            models kleid kleider outfit schuhe handtasche schmuck kosmetik schönheit beauty make_up frisur haare
            parfum trend trends stil garten gärtner* gärtnern balkon blumen wohnen wohnung_einrichten einrichtung möbel
            dekoration basteln heimwerker* stricken nähen hobby freizeit spiel_brettspiel brettspiel* schach sammler
            horoskop flohmarkt luxus wellness oldtimer probefahrt weihnachtsmarkt schrebergarten""",
        "politics": """
            politik *politik politisch* politiker politikerin regierung *regierung regierungs* parlament* bundestag
            bundesrat nationalrat landtag landtags* gemeinderat stadtrat abgeordnete* mandat* fraktion* kanzler
            kanzlerin bundeskanzler* minister *minister ministerin ministerium ministerpräsident* präsident
            präsidentin bundespräsident* staatspräsident staatschef regierungschef premierminister premier
            landeshauptmann landeshauptfrau bürgermeister* oberbürgermeister staatssekretär kabinett koalition*
            opposition* wahl *wahl wahlen wahlkampf wähler wählerin* wahlrecht stimmen stichwahl kandidat kandidatin
            kandidatur partei *partei parteichef* parteitag parteivorsitz* vorsitzende* spitzenkandidat* cdu csu spd
            fdp afd linke grüne grünen spö övp fpö neos bzö team_stronach svp merkel scholz merz steinmeier schäuble
            gabriel seehofer faymann kern kurz strache hofer kickl van_der_bellen fischer mitterlehner spindelegger
            obama trump clinton putin macron hollande sarkozy erdogan orban tsipras juncker tusk selenskyj biden
            eu eu_kommission europäische_union europaparlament brüssel brexit vereinte_nationen uno
            referendum volksabstimmung volksbegehren gesetz gesetzentwurf gesetzesentwurf novelle verfassung reform
            *reform außenminister* innenminister* verteidigungsminister* diplomat* diplomatie botschafter botschaft
            sanktionen gipfel gipfeltreffen abkommen rücktritt zurückgetreten amtszeit amtsenthebung
            untersuchungsausschuss u_ausschuss umfrage demokratie demokratisch* diktatur diktator regime autoritär*
            populist* rechtspopulist* rechtsextrem* neonazi* weißes_haus kreml senat kongress republikaner demokraten
            asylpolitik flüchtlingspolitik obergrenze staatsbürgerschaft föderalismus bundesland bundesregierung
            kompromiss verhandlungen rot_schwarz schwarz_blau verwaltung""",
        "religion": """
            religion* religiös* kirche *kirche kirchen* kirchlich* glaube gläubig* gott götter göttlich* gebet beten
            gottesdienst messe_kirche predigt prediger pfarrer pfarrerin pfarre pfarrgemeinde pastor priester priesterweihe
            diakon bischof *bischof kardinal papst *papst franziskus vatikan* katholisch* katholik* evangelisch*
            protestant* lutherisch* luther reformation orthodox* christ christen christentum christlich* jesus bibel
            evangelium testament theolog* heilig* sakrament taufe kommunion konfirmation firmung beichte zölibat sünde
            kloster klöster mönch mönche nonne nonnen abt orden islam* muslim* moslem* moschee imam koran prophet
            mohammed ramadan scharia kopftuch burka sunniten schiiten judentum jüdisch* jude juden synagoge rabbiner
            thora sabbat buddhis* buddha dalai_lama hindu* tempel pilger* wallfahrt* ostern_fest pfingsten advent
            weihnachten_christus ökumen* atheist* sekte missionar* seele himmel engel teufel spirituell* kirchentag""",
        "science-and-technology": """
            wissenschaft *wissenschaft wissenschaft* wissenschaftler forscher forscherin forschung *forschung
            forschungs* studie labor experiment* physik* physiker quanten* teilchen* cern chemie chemiker molekül*
            biologie biolog* genetik gene genom dna erbgut zelle zellen stammzellen evolution* fossil* dinosaurier
            urzeit archäolog* ausgrabung* steinzeit neandertaler gehirn neuro* mathemati* astronom* teleskop galaxie
            stern sterne planet planeten mars mond raumfahrt raumsonde raumstation raumschiff astronaut* kosmonaut*
            nasa esa satellit* rakete_start weltraum weltall kosmos universum schwarzes_loch asteroid komet
            technik* technologie* technisch* computer* rechner laptop notebook pc software hardware programmier*
            entwickler microsoft apple google facebook twitter whatsapp youtube instagram amazon_alexa samsung sony
            nintendo intel ibm huawei nokia blackberry iphone ipad android smartphone* handy handys tablet* gerät
            geräte app apps betriebssystem windows linux ubuntu browser firefox chrome internet* netz web website*
            webseite online* suchmaschine breitband* mobilfunk* lte wlan router server cloud datenbank algorithm*
            künstliche_intelligenz ki roboter drohne drohnen virtual_reality verschlüssel* hacker* hack cyber*
            sicherheitslücke* malware trojaner passwort passwörter datenschutz* vorratsdatenspeicherung nsa_software
            download* streaming* nutzer user digital* kamera display bildschirm pixel prozessor* chip chips
            spielkonsole playstation xbox videospiel* computerspiel* gamer elektroauto* akku ingenieur* erfindung
            erfinder patent innovation soziales_netzwerk blog blogger update quellcode open_source forschungsteam
            fachmagazin nature_magazin""",
        "society": """
            gesellschaft gesellschaftlich* sozial* bevölkerung* demograf* zuwander* einwander* migrant* migration*
            flüchtling *flüchtling flüchtlings* asylwerber* asylbewerber* asylsuchend* integration minderheit*
            diskriminier* rassis* antisemitis* ausgrenz* gleichberechtigung gleichstellung feminis* frauenquote
            frauen frau männer geschlecht* gender sexismus emanzipation homosexuell* homo_ehe schwul* lesb*
            transgender ehe ehepaar hochzeit heirat* verheiratet scheidung geschieden beziehung partner partnerschaft
            familie *familie familien* eltern mutter vater kind kinder* jugend* jugendliche baby großeltern oma opa
            geschwister alleinerziehend* adoption adoptiert pflegefamilie senioren ältere_menschen alter generation
            armut *armut arme obdachlos* tafel_verein sozialhilfe mindestsicherung ungleichheit caritas diakonie
            hilfsbedürftig* spende* spenden ehrenamt* freiwillig* verein zivilgesellschaft menschenrechte
            bürgerrechte aktivist* protest demonstrant* demonstration nachbar* nachbarschaft dorf behindert*
            behinderung barrierefrei* roma sinti vorurteil* mobbing werte tradition heimat wohnungsnot""",
        "sport": """
            sport *sport sportler* fußball* fussball* bundesliga champions_league europa_league dfb dfb_team öfb wm em
            weltmeister* europameister* meister *meister meisterschaft* meistertitel titelverteidiger pokal *pokal cup
            liga *liga zweite_liga tabelle tabellenführer spieltag spiel spiele spieler spielerin elf mannschaft team
            kader trainer *trainer coach trainiert kapitän tor tore torhüter torwart stürmer verteidiger mittelfeld*
            elfmeter* freistoß abseits schiedsrichter gelbe_karte rote_karte halbzeit anpfiff abpfiff nachspielzeit
            verlängerung sieg *sieg siege siegte gewann niederlage remis unentschieden punkte auswärts* heimspiel
            stadion *stadion fans ultras klub klubs verein_fußball fc bayern_münchen borussia dortmund schalke
            leverkusen hsv werder rapid austria_wien red_bull_salzburg sturm_graz real_madrid barcelona juventus
            manchester arsenal chelsea ronaldo messi klopp guardiola löw koller alaba arnautovic fifa blatter uefa
            platini transfer wechsel aufstieg abstieg qualifikation viertelfinale halbfinale finale achtelfinale
            tennis wimbledon french_open us_open australian_open grand_slam federer nadal djokovic thiem satz matchball
            ski* skifahrer abfahrt slalom riesentorlauf super_g hirscher vonn weltcup* skispringer skispringen
            biathlon langlauf eishockey nhl kac handball basketball nba volleyball golf golfer formel_1 ferrari
            mercedes_pilot vettel hamilton rosberg grand_prix pole_position motogp rennen rallye rad* radprofi
            tour_de_france giro etappe doping* gedopt dopingprobe leichtathlet* sprinter marathon läufer schwimmer
            turnen turner boxen boxer boxkampf weltmeisterschaft europameisterschaft olymp* goldmedaille medaille*
            bronze silber qualifizier* nfl quarterback super_bowl american_football rekordmeister verletzungspause""",
        "weather": """
            wetter *wetter wetter* wetterdienst meteorolog* zamg temperatur* grad_celsius grad hitze hitzewelle kälte
            kältewelle frost schnee schneefall schneesturm eis glätte glatteis regen regenfälle niederschlag*
            starkregen schauer gewitter blitz donner sturm sturmböen orkan unwetter* tornado hurrikan taifun zyklon
            hagel nebel wolken bewölkt sonnig sonnenschein sonne tief tiefdruck* hoch hochdruck* föhn wind windböen
            el_niño vorhersage prognose_wetter luftfeuchtigkeit tauwetter schwül""",
    },
    sections={
        "arts-and-entertainment": "kultur kunst film kino musik literatur bücher theater medien feuilleton unterhaltung leute stars tv fernsehen etat",
        "conflict": "krieg konflikte krieg_und_frieden verteidigung terror",
        "crime-and-law": "kriminalität justiz recht chronik_gericht blaulicht verbrechen polizei",
        "disaster": "katastrophen unglücke unfälle",
        "economy": "wirtschaft finanzen börse unternehmen geld märkte konjunktur",
        "education": "bildung schule hochschule uni studium karriere_bildung",
        "environment": "umwelt klima natur nachhaltigkeit energie umwelt_und_natur",
        "health": "gesundheit medizin wellness psychologie",
        "human-interest": "menschen kurioses royals vermischtes",
        "labour": "arbeit beruf karriere jobs arbeitsmarkt",
        "lifestyle": "lifestyle reise reisen mode essen kochen rezepte garten wohnen genuss freizeit stil auto",
        "politics": "politik innenpolitik außenpolitik landespolitik bundespolitik wahlen regierung inland deutschland_politik",
        "religion": "religion kirche glaube kirche_und_glaube",
        "science-and-technology": "wissenschaft wissen technik technologie digital netzwelt computer internet web forschung weltraum",
        "society": "gesellschaft soziales familie leben integration",
        "sport": "sport fußball fussball tennis wintersport formel_1 handball ski bundesliga",
        "weather": "wetter",
    },
)
