"""French."""

WORDS = {
    "arts-and-entertainment": """
        art arts artiste* peintre* peinture* sculpt* galerie* musée* exposition* film* cinéma* cinéaste* acteur*
        actrice* théâtre* scène* opéra* ballet* danse* musiqu* chanson* chanteu* album* orchestre* concert* roman*
        romanci* poème* poète* poési* littérat* littéraire* écrivain* livre* édit* télévision* radio* journalis*
        festival* culture* culturel* architect* photograph* bibliothèque*""",
    "conflict": """
        guerre* troupes soldat* armée* militaire* bataille* combat* invasion* missile* bombe* bombard* artillerie
        char chars drone* cessez-le-feu trêve* paix otan rebelle* guérilla* milice* occup* siège front arme* réfugié*
        génocide* massacre* défense* marine terroris* otage* putsch offensive*""",
    "crime-and-law": """
        crime* criminel* police policier* gendarm* arrêt* suspect* meurtr* assassin* vol voleur* fraude* escroqu*
        tribunal tribunaux juge* judiciaire* procès avocat* procureur* accusé* verdict* coupable* condamn* prison*
        détenu* loi lois juridique* justice témoin* enquêt* trafic* corrupt* plainte*""",
    "disaster": """
        catastroph* séisme* tremblement* tsunami* inondation* crue* incendie* pompier* explosion* accident* collision*
        dérail* naufrag* secour* sauvet* survivant* évacu* victime* effondr* glissement* avalanche* volcan* urgence*
        décombres digue*""",
    "economy": """
        économ* entreprise* société* marché* bourse action actions actionnaire* invest* banque* bancaire* financ*
        fonds obligation* inflation* prix commerc* douane* export* import* croissance récession* bénéfice* ventes
        consomm* client* fusion* industri* usine* monnaie* dollar* euro euros dette* déficit* prêt* impôt* budget*
        assurance*""",
    "education": """
        éducat* école* élève* enseign* professeur* classe* programme* universit* étudiant* lycée* lycéen* collège*
        diplôme* examen* baccalauréat* maternelle* apprenti* formation* rentrée* scolaire* scolarit* leçon*
        instituteur* institutrice*""",
    "environment": """
        environnement* climat* émission* carbone pollut* écolog* écosystème* biodiversité espèce* habitat* conservation
        faune forêt* déforest* fleuve* rivière* zone* humide* océan* mer glacier* renouvelable* solaire* éolien*
        durable* recycl* déchet* plastique* oiseau* insecte* abeille* poisson* sol sols pesticide* réchauffement
        nature arbre* haie* marais""",
    "health": """
        santé sanitaire* hôpita* médecin* infirmi* patient* maladie* cancer* tumeur* virus* bactéri* infect* épidémi*
        pandémi* vaccin* médicament* médical* traitement* thérap* cliniqu* chirurg* diabète* cœur sang cerveau mental*
        dépress* symptôme* diagnost* antibiotique* nutrition* grossesse* accouch* sage-femme""",
    "human-interest": """
        grand-mère grand-père anniversaire* retrouvailles insolite* mystère* loterie* gagnant* chien* chat chats
        jumeau* jumelles collectionneu* bouteille* enfance souvenir* voisin* mariage* prince* princesse*""",
    "labour": """
        travailleu* ouvri* syndicat* syndical* grève* gréviste* salaire* salari* emploi* employ* chômage chômeu*
        licenci* patron* retraite* retrait* convention* contrat* atelier* heures précar* cheminot* mineur* métier*""",
    "lifestyle": """
        recette* cuisin* chef* restaurant* gastronom* repas plat plats boulang* pain farine four vin vins vigneron*
        bière* café* thé jardin* fleur* mode robe* beauté cheveux peau maison* meuble* décor* voyage* vacances
        touris* hôtel* plage* randonn* loisir* jeu jeux fromage* beurre légume* marché""",
    "politics": """
        politi* gouvernement* président* ministre* parlement* sénat* député* assemblée élection* élect* vote* voter
        scrutin* référendum* campagne* candidat* parti partis démocra* républicain* conservat* libéra* socialis*
        coalition* opposition* diplomat* ambassad* traité* sanction* constitution* réforme* régime* maire* municip*
        état état union européenne souverain*""",
    "religion": """
        religi* église* prêtre* évêque* pape vatican catholi* protestant* chrétien* christ jésus bible évangile*
        paroiss* prière* prier foi dieu* saint saints sacré* islam* musulman* mosquée* imam* coran juif* juive*
        synagogue* rabbin* temple* bouddh* moine* monastère* abbaye* théolog* clergé pèlerin*""",
    "science-and-technology": """
        scien* scientifique* recherche* chercheu* laboratoire* expérien* physiqu* physicien* chimi* biolog* génétique*
        adn astronom* télescope* planète* espace spatial* satellite* fusée* lune galaxi* quantique* particule*
        molécul* atome* technolog* ordinateur* logiciel* internet numérique* algorithm* intelligence artificielle
        robot* données ingénieu* invent* innov* puce* batterie* mathémati* archéolog* machine*""",
    "society": """
        société* social* communaut* famill* mariage divorc* enfant* parent* mère* père* femme* homme* égalité inégalit*
        discrimin* racis* minorit* immigr* migra* asile citoyen* population* démograph* pauvre* pauvreté logement*
        loyer* locataire* bénévol* jeunesse* jeunes vieill* village* quartier* solitude génération* tradition*""",
    "sport": """
        sport* football* but buts gardien attaquant* ligue coupe match* équipe* entraîneur* joueu* championnat*
        champion* tournoi* olympi* médaille* athlè* rugby tennis basket* handball cyclis* tour course* coureu*
        marathon* nage* natation boxe* boxeu* stade* arbitre* penalty saison* victoire* défaite* supporter*""",
    "weather": """
        météo* prévision* températur* pluie* neige* tempête* orage* ouragan* cyclone* canicul* chaleur gel brouillard*
        vent vents rafale* nuage* grêle* sécheresse* celsius""",
}
