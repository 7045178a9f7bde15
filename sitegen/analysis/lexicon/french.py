"""French."""

from sitegen.analysis.lexicon.language import Lexicon

FRENCH = Lexicon(
    words={
        "arts-and-entertainment": """
            art artiste artistique peintre peinture tableau sculpteur sculpture galerie musée exposition vernissage
            louvre œuvre chef_d_œuvre fresque film cinéma cinéaste réalisateur réalisatrice acteur actrice comédien
            comédienne scénario scénariste tournage festival_de_cannes césar oscars hollywood bollywood nollywood
            documentaire court_métrage long_métrage bande_annonce théâtre scène pièce_de_théâtre metteur_en_scène
            dramaturge spectacle opéra ballet danse danseur danseuse chorégraphe musique musical musicien musicienne
            chanson chanteur chanteuse album single clip rap rappeur rock pop jazz reggae rumba afrobeats groupe_de_rock
            guitare guitariste piano pianiste violon orchestre chef_d_orchestre compositeur concert tournée symphonie
            littérature littéraire roman romancier romancière écrivain écrivaine auteur livre librairie lecteur poète
            poésie poème nouvelle_littéraire goncourt prix_littéraire éditeur édition bande_dessinée bd télévision télé
            série feuilleton émission animateur animatrice présentateur téléréalité netflix chaîne tf1 canal+ audience
            radio presse journal magazine journaliste médias célébrité star people humoriste humour comique festival
            culture culturel patrimoine architecte architecture photographe photographie mannequin critique palmarès
            nominé récompense tapis_rouge paroles mélodie mode_défilé miss concours_de_beauté""",
        "conflict": """
            guerre guerre_civile soldat militaire armée troupe bataillon brigade bataille combat combattant affrontement
            invasion offensive contre_offensive attaque frappe frappe_aérienne raid bombardement bombarder bombe missile
            roquette obus artillerie char blindé drone_de_combat cessez_le_feu trêve armistice paix pourparlers
            accord_de_paix casque_bleu maintien_de_la_paix otan rebelle rébellion insurgé insurrection guérilla milice
            occupation siège front arme armement munition mercenaire wagner génocide massacre atrocité crime_de_guerre
            terroriste terrorisme attentat kamikaze djihadiste jihadiste état_islamique al_qaïda talibans hezbollah
            hamas boko_haram shebab aqmi otage putsch coup_d_état putschiste junte vétéran ancien_combattant
            nucléaire_militaire désarmement ukraine ukrainien gaza syrie irak afghanistan mali sahel burkina_faso
            tigré darfour m23 nord_kivu barkhane groupe_armé conflit hostilités belligérant marine_nationale
            sous_marin avion_de_chasse déplacés ligne_de_front colonel général""",
        "crime-and-law": """
            crime criminel criminalité délinquance délit police policier policière gendarme gendarmerie commissariat
            enquête enquêteur arrestation arrêté arrêter interpellé interpellation garde_à_vue suspect meurtre
            meurtrier assassinat assassiner assassin homicide tueur tué_par_balle poignardé coup_de_feu fusillade vol
            voleur cambriolage cambrioleur braquage escroquerie escroc fraude fraudeur détournement_de_fonds corruption
            corrompu pot_de_vin blanchiment enlèvement enlevé kidnapping rançon viol violeur violé agression
            agressé violences_conjugales agression_sexuelle pédophilie tribunal cour cour_d_assises cour_d_appel
            cour_suprême juge magistrat justice judiciaire juridique parquet procureur procès audience_judiciaire
            avocat accusé accusation inculpé inculpation mis_en_examen prévenu plaignant plainte verdict coupable
            culpabilité condamné condamnation acquitté relaxe peine prison détenu détention emprisonnement
            incarcéré réclusion libération_conditionnelle sursis amende loi illégal illicite témoin témoignage preuve
            drogue stupéfiants cocaïne héroïne cannabis trafic trafiquant contrebande gang mafia cartel bandit
            banditisme extradition mandat_d_arrêt cadavre autopsie médecin_légiste victime cybercriminalité""",
        "disaster": """
            catastrophe catastrophique désastre séisme tremblement_de_terre réplique magnitude tsunami inondation
            inondé crue glissement_de_terrain coulée_de_boue avalanche éruption volcan lave incendie feu feu_de_forêt
            flammes brûlé pompier pompiers explosion exploser accident accidenté crash écrasement avion_écrasé collision
            carambolage déraillement déraillé naufrage chavirer chaviré noyade noyé secours secouriste sauveteur
            sauvetage rescapé survivant évacuation évacué effondrement effondré décombres disparus bilan_humain blessés
            morts sinistré sinistre dégâts urgence état_d_urgence famine aide_humanitaire croix_rouge bousculade
            tchernobyl fukushima boîte_noire drame tragédie""",
        "economy": """
            économie économique économiste entreprise entrepreneur entrepreneuriat société_anonyme groupe_industriel
            filiale pdg patron patronat dirigeant conseil_d_administration actionnaire action_en_bourse bourse
            boursier cac_40 marché marchés_financiers investisseur investissement investir fonds fonds_d_investissement
            obligation dividende banque bancaire banquier banque_centrale bce fmi banque_mondiale
            banque_africaine_de_développement prêt crédit emprunt hypothèque taux_d_intérêt inflation prix
            hausse_des_prix pouvoir_d_achat consommateur consommation croissance pib récession crise_économique
            déficit dette endettement faillite redressement liquidation chiffre_d_affaires bénéfice bénéfices profit
            perte trimestre résultat_net rentabilité fusion acquisition rachat opa start_up startup industrie industriel
            usine fabrication fabricant production producteur constructeur automobile_industrie renault peugeot airbus
            total orange_télécom pétrole pétrolier baril opep gaz_naturel matières_premières minerai cacao coton_filière
            exportation exporter importation importer douane commerce commercial commerçant zone_de_libre_échange
            zlecaf tarif monnaie devise franc_cfa euro dollar bitcoin cryptomonnaie impôt fiscal fiscalité taxe tva
            budget budgétaire finances financier financement trésor assurance assureur immobilier loyer client
            clientèle grande_distribution supermarché distributeur marque publicité marketing fournisseur
            privatisation pme milliardaire richesse secteur_privé agroalimentaire compagnie_aérienne""",
        "education": """
            éducation éducatif école écoles scolaire scolarité élève lycée lycéen lycéenne collège collégien primaire
            maternelle enseignant enseignante enseignement professeur professeur_des_écoles instituteur institutrice
            prof profs classe salle_de_classe cours_scolaire leçon baccalauréat bac brevet examen épreuve diplôme
            diplômé université universitaire étudiant étudiante études campus faculté amphithéâtre licence master
            doctorat doctorant thèse recteur rectorat proviseur bourse_d_études bourses parcoursup grande_école
            rentrée rentrée_scolaire programme_scolaire manuel_scolaire alphabétisation illettrisme apprentissage
            formation formation_professionnelle pédagogie pédagogique ministre_de_l_éducation éducation_nationale
            redoublement décrochage cantine_scolaire devoirs apprendre académie""",
        "environment": """
            environnement environnemental écologie écologique écologiste écolo climat climatique
            changement_climatique réchauffement réchauffement_climatique gaz_à_effet_de_serre émission carbone co2
            empreinte_carbone énergie_renouvelable énergies_renouvelables éolien éolienne solaire panneau_solaire
            photovoltaïque transition_énergétique transition_écologique centrale_nucléaire charbon développement_durable
            durable recyclage recycler déchets plastique pollution polluant polluer pollué particules_fines marée_noire
            déforestation reboisement forêt amazonie forestier arbre espèce espèces espèce_menacée disparition_des_espèces
            extinction biodiversité habitat_naturel écosystème faune flore animaux animal_sauvage braconnage
            braconnier ivoire éléphant rhinocéros baleine dauphin requin corail récif océan mer glacier banquise
            arctique antarctique niveau_de_la_mer zone_humide tourbière rivière fleuve sécheresse désertification
            sol pesticide glyphosate agriculture_biologique abeille insecte oiseau loup ours parc_national
            réserve_naturelle nature greenpeace wwf giec cop21 cop27 accord_de_paris eau_potable érosion""",
        "health": """
            santé santé_publique sanitaire hôpital hospitalier clinique médecin docteur médecine médical chirurgien
            chirurgie infirmier infirmière sage_femme patient malade maladie symptôme diagnostic traitement
            thérapie thérapeute soins soigner soignant guérir guérison médicament pharmacie pharmacien
            pharmaceutique vaccin vaccination vacciné virus bactérie infection infecté contagieux épidémie pandémie
            coronavirus covid covid_19 confinement_sanitaire ebola vih sida paludisme malaria tuberculose choléra
            rougeole poliomyélite grippe variole_du_singe fièvre oms cancer tumeur chimiothérapie diabète diabétique
            insuline obésité surpoids infarctus cardiaque cardiovasculaire avc hypertension cholestérol alzheimer
            démence parkinson autisme asthme allergie antibiotique douleur dépression anxiété stress santé_mentale
            psychiatre psychiatrie psychologue psychologie suicide addiction dépendance drépanocytose tabac fumeur
            alcoolisme nutrition alimentation_saine régime calories vitamine sommeil insomnie exercice_physique
            grossesse enceinte accouchement maternité fausse_couche avortement ivg contraception fertilité pma ménopause
            règles excision_génitale greffe don_d_organe don_de_sang transfusion immunitaire hormone dentiste euthanasie
            fin_de_vie hygiène assainissement mutuelle sécurité_sociale urgences corps cerveau_santé""",
        "human-interest": """
            insolite étrange bizarre incroyable étonnant record livre_guinness centenaire doyen doyenne loterie loto
            gagnant jackpot roi reine prince princesse royauté famille_royale prince_harry prince_william meghan
            anniversaire retrouvailles retrouvé bouteille_à_la_mer chien chat chiot chaton animal_de_compagnie
            buzz viral canular farce fantôme ovni tatouage nu héros héroïque émouvant histoire_d_amour destin
            bonheur hommage décès décédé obsèques disparition_de""",
        "labour": """
            travail travailleur travailleuse emploi emplois employé employeur salarié salaire smic salaire_minimum
            rémunération syndicat syndical syndicaliste cgt cfdt fo grève gréviste préavis_de_grève débrayage
            mouvement_social chômage chômeur pôle_emploi embauche embaucher recrutement recruter licenciement
            licencié suppressions_de_postes plan_social code_du_travail conditions_de_travail heures_supplémentaires
            temps_de_travail 35_heures temps_partiel intérim intérimaire précarité télétravail retraite
            réforme_des_retraites retraité pension congé_maternité congé_parental congés apprenti apprentissage_emploi
            ouvrier main_d_œuvre prud_hommes carrière candidature entretien_d_embauche dockers cheminot
            travail_des_enfants travail_forcé fonctionnaires négociations_salariales""",
        "lifestyle": """
            voyage voyager voyageur touriste tourisme touristique vacances vacancier destination séjour hôtel auberge
            gîte plage croisière camping randonnée randonneur escapade bagages valise cuisine cuisiner cuisinier
            cuisinière recette chef_étoilé restaurant gastronomie gastronomique plat menu ingrédient four farine pain
            boulanger boulangerie pâtisserie pâtissier gâteau chocolat fromage légumes viande végétarien vegan épices
            saveur goût dégustation vin vigneron vignoble champagne bière café thé cocktail petit_déjeuner déjeuner
            dîner mode styliste couturier haute_couture défilé tendance tenue robe chaussures sac_à_main bijoux
            cosmétique maquillage beauté coiffure coiffeur cheveux parfum jardin jardinage jardinier potager fleurs
            décoration meuble intérieur bricolage tricot couture loisirs jeu_de_société échecs collectionneur
            horoscope astrologie bien_être_spa spa luxe shopping cadeau voiture_essai""",
        "politics": """
            politique politicien gouvernement gouvernemental président présidente présidentiel présidentielle
            présidence élysée matignon premier_ministre ministre ministère secrétaire_d_état parlement parlementaire
            assemblée_nationale sénat sénateur député députée élu maire mairie conseil_municipal préfet gouverneur
            élection électoral électeur électorat législatives municipales scrutin vote voter votant urne suffrage
            premier_tour second_tour bulletin sondage référendum candidat candidate candidature campagne_électorale
            commission_électorale parti partis opposition opposant coalition majorité motion_de_censure dissolution
            remaniement démission démissionner mandat troisième_mandat gauche droite extrême_droite extrême_gauche
            centriste socialiste communiste républicains rassemblement_national front_national lrem renaissance lfi
            macron hollande sarkozy le_pen mélenchon borne philippe castex darmanin biden obama trump clinton poutine
            zelensky merkel scholz erdogan ouattara gbagbo bédié macky_sall sonko tshisekedi kabila kagame paul_biya
            ali_bongo déby talon patrice_talon goïta traoré bazoum tinubu buhari ramaphosa constitution constitutionnel
            conseil_constitutionnel réforme loi_de projet_de_loi décret démocratie démocratique dictature dictateur
            régime autoritaire transition_politique union_européenne bruxelles commission_européenne brexit
            union_africaine cedeao nations_unies onu conseil_de_sécurité diplomate diplomatie diplomatique ambassadeur
            ambassade sanctions sommet traité bilatéral souveraineté nationalisme populisme laïcité_politique
            manifestation maison_blanche congrès kremlin porte_parole investiture alternance""",
        "religion": """
            religion religieux religieuse foi croyant croyance dieu divin prière prier église cathédrale chapelle
            paroisse paroissien prêtre curé vicaire diacre évêque archevêque cardinal pape pape_françois vatican
            catholique catholicisme protestant évangélique pentecôtiste pasteur temple orthodoxe chrétien chrétienté
            christianisme christ jésus bible évangile apôtre saint sainte messe culte sermon théologie théologien
            péché salut grâce baptême communion confession sacrement monastère abbaye moine religieuses sœurs_religieuses
            islam islamique musulman mosquée imam coran prophète mahomet ramadan tabaski aïd la_mecque hadj charia
            sunnite chiite soufi voile_islamique judaïsme juif juive synagogue rabbin torah shabbat bouddhisme bouddhiste
            dalaï_lama hindou hindouisme pèlerin pèlerinage lourdes pâques carême noël_messe spirituel spiritualité
            secte athée laïcité interreligieux animisme vaudou fidèles ange diable démon""",
        "science-and-technology": """
            science scientifique chercheur chercheuse recherche cnrs laboratoire expérience_scientifique étude_publiée
            physique physicien quantique particule chimie chimiste molécule biologie biologiste génétique gène génome
            adn cellule évolution_espèces fossile dinosaure paléontologue archéologue archéologie fouilles préhistoire
            neurosciences neurone mathématiques mathématicien astronomie astronome télescope galaxie étoile planète
            exoplanète mars lune espace spatial nasa esa fusée ariane satellite astronaute spationaute station_spatiale
            sonde comète astéroïde trou_noir univers cosmos technologie technologique numérique informatique
            informaticien ordinateur logiciel matériel_informatique programmeur développeur code_source microsoft apple
            google facebook meta twitter whatsapp instagram tiktok youtube amazon_web samsung huawei sony nintendo
            iphone ipad android smartphone téléphone_portable téléphone_mobile tablette appareil application appli
            système_d_exploitation windows linux navigateur internet internaute web site_web en_ligne moteur_de_recherche
            haut_débit fibre_optique wifi 4g 5g opérateur_mobile serveur cloud données base_de_données algorithme
            intelligence_artificielle ia chatgpt robot robotique drone réalité_virtuelle blockchain chiffrement
            cybersécurité cyberattaque pirate_informatique piratage hacker virus_informatique mot_de_passe
            données_personnelles téléchargement réseau_social réseaux_sociaux jeu_vidéo jeux_vidéo console joueur_vidéo
            processeur puce semi_conducteur écran batterie voiture_électrique ingénieur innovation inventeur invention
            brevet prototype silicon_valley start_up_technologique imprimante_3d blog blogueur""",
        "society": """
            société social population démographie démographique recensement migration migrant immigré immigration
            réfugié demandeur_d_asile diaspora communauté communautaire minorité ethnie ethnique racisme raciste
            discrimination ségrégation esclavage colonisation antisémitisme femmes femme féminisme féministe
            égalité_des_sexes parité sexisme sexiste genre violences_faites_aux_femmes excision mariage_forcé
            mariage_précoce homosexuel homosexualité gay lesbienne lgbt transgenre mariage_pour_tous mariage marié
            mariée époux épouse mari polygamie divorce divorcé couple relation_amoureuse famille familial parents mère
            père maman papa enfant enfants bébé adolescent adolescente jeune jeunes jeunesse fille garçon fils frère
            sœur grand_mère grand_père adoption adopté orphelin orphelinat crèche personnes_âgées vieillesse
            génération pauvreté pauvre sans_abri sdf mendicité faim inégalités précaire solidarité aide_sociale rsa
            allocation association bénévole bénévolat ong don_caritatif droits_de_l_homme droits_humains militant
            activiste société_civile voisin quartier banlieue village rural handicap handicapé tradition coutume
            identité préjugé harcèlement logement cohésion citoyenneté""",
        "sport": """
            sport sportif sportive football footballeur foot ballon ligue_1 ligue_des_champions coupe_du_monde
            coupe_d_afrique_des_nations can can_2021 euro_2016 mondial coupe_de_france premier_league liga fifa caf uefa
            psg om ol olympique_de_marseille real_madrid barça barcelone juventus bayern chelsea arsenal liverpool
            manchester_city manchester_united mbappé messi neymar ronaldo zidane benzema deschamps drogba samuel_eto_o
            sadio_mané mohamed_salah lions_indomptables éléphants_de_côte lions_de_la_téranga fennecs équipe_nationale
            équipe sélectionneur entraîneur coach capitaine joueur joueuse attaquant défenseur milieu_de_terrain gardien
            but buts buteur penalty tirs_au_but carton_rouge arbitre mi_temps prolongation match rencontre adversaire
            victoire défaite match_nul gagner battu vainqueur vainqueurs qualification qualifié éliminé élimination
            poule groupe_de_qualification huitième_de_finale quart_de_finale demi_finale finale finaliste champion
            championne championnat tournoi trophée titre saison transfert mercato stade supporter supporters club
            classement relégation promotion rugby xv_de_france top_14 essai mêlée tennis roland_garros wimbledon
            us_open open_d_australie federer nadal djokovic set tie_break golf basket basketball nba handball
            volley cyclisme cycliste tour_de_france peloton étape maillot_jaune athlétisme athlète sprinteur
            marathon coureur saut natation nageur nageuse gymnastique judo judoka boxe boxeur lutte escrime ski skieur
            biathlon patinage formule_1 grand_prix pilote rallye dakar voile vendée_globe jeux_olympiques olympique
            médaille médaillé médaille_d_or dopage record_du_monde blessure remplaçant vestiaire ballon_d_or""",
        "weather": """
            météo météorologie météorologique météo_france météorologue prévisions_météo température degrés canicule
            vague_de_chaleur vague_de_froid gel neige chutes_de_neige verglas grêle pluie pluies précipitations
            averse orage orageux foudre tempête ouragan cyclone typhon tornade vent rafales brouillard brume nuage
            ensoleillé soleil vigilance_orange mousson el_niño dépression_météo anticyclone harmattan intempéries""",
    },
    sections={
        "arts-and-entertainment": "culture cinéma musique livres arts médias télévision people spectacles théâtre littérature divertissement",
        "conflict": "guerre conflits défense terrorisme armée",
        "crime-and-law": "justice police faits_divers_justice crime droit police_justice",
        "disaster": "catastrophes catastrophe accidents",
        "economy": "économie entreprises finance bourse argent business marchés",
        "education": "éducation école campus étudiants enseignement",
        "environment": "environnement planète climat écologie nature biodiversité",
        "health": "santé médecine bien_être coronavirus",
        "human-interest": "insolite royauté portraits disparitions",
        "labour": "emploi travail social_emploi carrière",
        "lifestyle": "voyage voyages cuisine gastronomie mode styles art_de_vivre maison jardin loisirs recettes vin",
        "politics": "politique élections gouvernement diplomatie présidentielle",
        "religion": "religion religions spiritualité",
        "science-and-technology": "sciences science technologie technologies high_tech numérique pixels web informatique espace",
        "society": "société famille immigration femmes",
        "sport": "sport sports football rugby tennis cyclisme",
        "weather": "météo",
    },
)
