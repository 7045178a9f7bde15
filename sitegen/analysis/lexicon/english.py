"""English."""

from sitegen.analysis.lexicon.language import Lexicon

ENGLISH = Lexicon(
    words={
        "arts-and-entertainment": """
            art artist artwork painter painting portrait sculptor sculpture gallery museum exhibition exhibit
            curator canvas fresco mural masterpiece film filmmaker filmmaking cinema movie hollywood bollywood
            nollywood sundance cannes oscar oscars bafta emmy grammy golden_globe academy_award actor actress
            cast casting screenplay screenwriter script sequel prequel trilogy remake blockbuster
            box_office premiere trailer animation animated documentary theatre theater broadway west_end stage_play
            playwright drama dramatist musical opera ballet ballerina dancer dance choreographer choreography music
            musician song songwriter singer vocalist soprano tenor album hit_single chart_topping band rapper rap hip_hop
            pop_star popstar rock_band rock_star guitarist guitar drummer bassist violinist violin cello piano pianist
            orchestra symphony conductor composer concert concerto gig tour_dates jazz blues reggae afrobeats soul_music
            playlist lyrics melody remix vinyl record_label dj novel novelist poem poet poetry literature literary
            fiction nonfiction memoir author bestseller paperback publisher booker_prize pulitzer short_story
            television tv tv_show tv_series sitcom soap_opera episode season_finale netflix hbo hulu disney bbc_one
            reality_show talk_show broadcaster broadcast presenter host celebrity celebrities celeb red_carpet
            kardashian beyonce comedian comedy stand_up satire cartoonist comic_book marvel superhero batman
            star_wars harry_potter festival culture cultural architect architecture photographer photography
            audience reviewer critic screening showbiz entertainment entertainer fans fandom nominee nomination
            nominated best_actor best_actress best_picture director directed directorial biopic thriller
            romantic_comedy horror_film genre pop_culture viral_video late_night snl saturday_night_live kimmel
            colbert newspaper magazine media journalist journalism columnist anchor newsroom fox_news cnn streaming
            fashion_show supermodel manuscript verse prose narrator protagonist ensemble soundtrack duet""",
        "conflict": """
            war warfare wartime warlord civil_war world_war troops soldier army military militia battalion brigade
            regiment battle battlefield invasion invade invader missile rocket_attack bomb bomber bombing bombardment
            shell shelling artillery tank airstrike air_strike drone_strike ceasefire cease_fire truce armistice
            peace_talks peace_deal peace_process peace_treaty peacekeeper peacekeeping peacemaker nato deployment
            combat combatant insurgent insurgency rebel rebellion guerrilla occupation siege besieged frontline
            front_line trench weapon weaponry munition ammunition warhead casualty genocide massacre atrocity
            war_crime ethnic_cleansing hostilities naval warship submarine fighter_jet terrorist terrorism
            terror_attack extremist militant jihadist isis islamic_state al_qaeda taliban hezbollah hamas boko_haram
            al_shabaab hostage coup coup_attempt junta veteran offensive counteroffensive retaliation retaliatory
            nuclear_weapon disarmament demilitarised demilitarized prisoner_of_war suicide_bomber car_bomb
            roadside_bomb gunmen fighters clashes armed_group armed_conflict airbase general_staff pentagon
            ukraine crimea donbas gaza west_bank syria syrian iraq afghanistan yemen houthi tigray darfur rsf
            uprising mutiny liberation_front sniper landmine paramilitary armoured commander colonel""",
        "crime-and-law": """
            crime criminal police policeman policewoman officer cop constable sheriff detective arrest arrested
            suspect murder murderer murdered homicide killer manslaughter stabbing stabbed shooting gunman gunshot
            shot_dead robber robbery theft thief steal stolen burglar burglary shoplifting carjacking kidnap
            kidnapper kidnapping abduct abducted abduction ransom rape rapist raped sexual_assault sexual_abuse
            molest assault assaulted domestic_violence fraud fraudster scam scammer embezzle embezzlement
            money_laundering launder bribe bribery corruption corrupt racketeering extortion blackmail forgery
            counterfeit court courtroom judge magistrate judicial judiciary jury juror trial lawsuit sue sued
            plaintiff defendant lawyer attorney solicitor barrister prosecutor prosecution prosecute indict
            indicted indictment charged_with guilty verdict convict convicted conviction acquitted acquittal
            sentence sentenced life_sentence death_penalty death_row execution prison jail imprisoned inmate
            prisoner bail parole probation custody detained detention detainee felony misdemeanor illegal illegally
            lawful unlawful legal legality statute justice supreme_court high_court appeals_court court_of_appeal
            district_court tribunal testify testified testimony witness evidence forensic autopsy cybercrime
            smuggler smuggling trafficking trafficker cartel drug_lord drug_dealer narcotics heroin cocaine gang
            gangster mafia mob vandalism arson arsonist extradite extradition warrant subpoena injunction ruling
            ruled litigation liable liability crime_scene investigator fbi interpol hacking_charges cctv fugitive
            manhunt accomplice victim alleged allegedly accused accusation perjury pleaded plea serial_killer""",
        "disaster": """
            disaster catastrophe catastrophic earthquake quake aftershock magnitude_earthquake seismic epicentre
            epicenter tsunami flood flooded flooding floodwater mudslide landslide avalanche sinkhole volcano
            eruption lava wildfire bushfire forest_fire inferno fire flames blaze firefighter fire_brigade fire_crews
            fire_department burned_down explosion exploded gas_leak crash crashed plane_crash train_crash car_crash
            bus_crash helicopter_crash pile_up collision derail derailed derailment wreck wreckage shipwreck capsized
            capsize sank sinking ferry drowned drowning rescue rescued rescuer rescue_workers search_and_rescue
            survivor survivors evacuate evacuated evacuation collapse collapsed building_collapse rubble debris
            trapped missing_people death_toll emergency_services paramedic ambulance first_responders relief_effort
            humanitarian_aid red_cross fema famine stampede hurricane_damage devastation devastated accident
            fatal_accident mine_disaster dam_burst chemical_spill toxic_leak nuclear_accident chernobyl fukushima
            black_box injured fatalities state_of_emergency tragedy""",
        "economy": """
            economy economic economist business businessman businesswoman company firm corporate corporation
            conglomerate subsidiary shareholder market stock_market stock stocks shares wall_street nasdaq dow_jones
            ftse index_fund hedge_fund private_equity venture_capital investor investment invest portfolio dividend
            bond yield bank banker banking central_bank federal_reserve imf world_bank lender lending loan mortgage
            interest_rate inflation deflation price pricing consumer consumer_spending retail retailer supermarket
            sales revenue turnover profit profitable pre_tax loss_making quarterly earnings forecast gdp growth
            recession slump downturn recovery deficit trade_deficit surplus debt creditor bankrupt bankruptcy
            insolvency bailout merger merge acquisition acquire takeover bid buyout ipo listing startup
            entrepreneur entrepreneurship ceo chief_executive chairman boardroom cfo executive industry industrial
            manufacturer manufacturing factory carmaker airline budget_airline oil_price crude crude_oil opec barrel
            gas_price commodity commodities gold_price export exporter import importer tariff trade_war wto currency
            exchange_rate dollar euro yen yuan naira shilling rupee sterling bitcoin cryptocurrency tax taxpayer
            taxation vat budget fiscal monetary finance financial financier treasury accountant accounting audit
            auditor insurance insurer pension_fund real_estate property_market house_prices housing_market landlord
            tenant brand marketing advertiser advertising advertisement customer supplier supply_chain logistics
            warehouse wholesale franchise monopoly antitrust competition_commission outsourcing stake
            privatisation privatization small_business sme tycoon billionaire wealth purchasing_power cost_of_living
            demand output productivity exports analyst broker trader ebay amazon walmart toyota boeing airbus gazprom
            yukos enron worldcom glencore shell_oil exxon fund funding leadership_skills coworker management""",
        "education": """
            education educator educational school schooling primary_school elementary_school high_school
            secondary_school grammar_school middle_school preschool kindergarten nursery_school classroom teacher
            teaching headteacher headmaster principal pupil student schoolchildren schoolgirl schoolboy college
            campus undergraduate postgraduate graduate graduation alumni degree bachelor diploma university
            universities professor lecturer lecture dean faculty tuition tuition_fees scholarship student_loan
            student_debt curriculum syllabus lesson homework exam examination gcse a_level sat_scores test_scores
            standardized_test standardized_testing literacy numeracy math_class textbook semester enrolment enrollment
            admissions ivy_league harvard yale oxford_university cambridge_university school_board school_district
            charter_school common_core no_child_left_behind special_education homeschool homeschooling teachers_union
            teacher_evaluation dropout academic academy vocational apprenticeship_training learning learner e_learning
            education_reform education_secretary department_of_education ofsted kids_learn tutor tutoring
            school_reform phd thesis seminar mooc pedagogy""",
        "environment": """
            environment environmental environmentalist climate climate_change global_warming greenhouse_gas
            emissions carbon carbon_dioxide carbon_footprint net_zero co2 fossil_fuel renewable renewables
            renewable_energy solar solar_panel solar_power wind_farm wind_power wind_turbine biofuel clean_energy
            sustainability sustainable eco_friendly recycle recycling plastic_waste plastic_pollution landfill
            pollution polluted pollutant polluter smog air_quality oil_spill pipeline keystone fracking deforestation
            reforestation rainforest amazon_rainforest forest forestry woodland logging tree species
            endangered_species endangered extinct extinction biodiversity habitat ecosystem ecology ecologist
            conservation conservationist wildlife wildlife_trust poaching poacher ivory elephant rhino tiger whale
            dolphin shark coral_reef coral ocean_acidification marine_life fisheries overfishing fish_stocks bee
            pollinator bird insect butterfly panda polar_bear arctic antarctic glacier ice_sheet sea_level sea_ice
            permafrost wetland peatland moor bog river drought desertification soil pesticide herbicide organic_farming
            national_park nature_reserve nature greenpeace wwf cop26 paris_agreement kyoto_protocol epa
            green_deal water_scarcity dam_project endangered_animals rewilding invasive_species toxic_waste""",
        "health": """
            health healthy healthcare health_care public_health hospital clinic doctor physician surgeon surgery
            nurse nursing_staff midwife patient medicine medical medication drug_trial clinical_trial pharmaceutical
            pharmacy pharmacist vaccine vaccination vaccinated immunisation immunization virus viral bacteria
            bacterial infection infectious infected outbreak epidemic pandemic coronavirus covid covid_19 ebola hiv
            aids malaria tuberculosis cholera measles polio flu influenza zika mpox disease illness sick symptom
            diagnosis diagnosed treatment therapy therapist cure chronic cancer breast_cancer tumour tumor
            chemotherapy leukaemia leukemia diabetes diabetic insulin obesity obese overweight heart_attack
            heart_disease cardiac cardiovascular blood_pressure cholesterol stroke alzheimer dementia parkinson
            autism asthma arthritis allergy antibiotic painkiller opioid addiction addict mental_health depression
            anxiety stress ptsd bipolar schizophrenia psychiatrist psychologist psychotherapy suicide_prevention
            eating_disorder anorexia wellness wellbeing well_being mindfulness meditation meditate sleep insomnia
            nutrition nutritionist nutrient diet dietary dietitian calories vitamin supplement protein fitness workout
            exercise yoga gym weight_loss lose_weight body_image pregnant pregnancy childbirth maternity_ward
            miscarriage fertility ivf abortion_pill contraception contraceptive menopause transplant organ_donor
            blood_donor immune immune_system hormone stem_cell nhs medicaid medicare obamacare world_health_organization
            cdc fda health_ministry smoking smoker tobacco vaping alcohol_consumption hygiene sanitation surgery_ward
            dentist dental eyesight disability_care caregiver palliative hospice mortality healing pain brain_injury
            concussion self_care happiness stress_management gluten immune_response""",
        "human-interest": """
            quirky bizarre weird oddity odd_news strange unusual hilarious heartwarming heart_warming touching_story
            good_samaritan act_of_kindness random_act inspiring inspirational remarkable_story reunited long_lost
            lost_and_found world_record guinness_world_record oldest_person centenarian lottery_winner jackpot
            royal_wedding royal_baby prince_harry prince_william kate_middleton meghan_markle duchess queen_elizabeth
            royal_family birthday anniversary 100th_birthday adorable puppy kitten cat dog pet zoo_animal viral prank
            stunt ufo bigfoot ghost haunted selfie tattoo naked goes_viral internet_sensation message_in_a_bottle
            bottle_message treasure_hunt time_capsule soulmate twins triplets feel_good obituary passed_away
            childhood_friend love_story hero heroic strangers marriage_proposal watch_this caught_on_camera""",
        "labour": """
            labour_market labor_market labor labour_union trade_union union_leader unionize unionise unionized union
            strike_action strikers strike walkout picket picket_line industrial_action collective_bargaining
            worker workers working_conditions workforce workplace employment employer employee employees staff_cuts
            job jobs jobless jobless_claims job_cuts job_losses job_market layoff laid_off redundancy redundancies
            unemployment unemployed underemployment hire hiring recruit recruitment recruiter wage wages
            minimum_wage living_wage pay_rise pay_raise pay_gap pay_cut salary salaries overtime shift_work night_shift
            zero_hours gig_economy freelancer freelance apprentice apprenticeship retirement_age pension
            maternity_leave parental_leave paid_leave sick_pay sweatshop strikebreaker shop_steward forced_labour child_labour child_labor
            dismissal unfair_dismissal sacked foreman dockworker miner railwaymen teamsters afl_cio career
            job_interview resume remote_work work_from_home working_hours four_day_week layoffs occupational""",
        "lifestyle": """
            lifestyle travel traveller traveler tourist tourism tourist_attraction holiday_destination vacation
            destination itinerary hotel hostel resort airbnb beach cruise backpacker backpacking road_trip sightseeing
            luggage suitcase passport_stamp flight_deals airfare island_getaway getaway food foodie recipe cook cooking
            cookbook chef kitchen restaurant menu dish cuisine ingredient bake baking bread dough oven roast grill
            barbecue soup salad pasta pizza burger cheese chocolate cake cookie dessert breakfast lunch dinner brunch
            vegan vegetarian spice garlic flavour flavor delicious tasty wine winery vineyard beer brewery cocktail
            whisky coffee tea cafe fashion fashionista designer runway couture vogue dress outfit wardrobe clothes clothing linen jumper shoes
            heels handbag accessory jewellery jewelry makeup cosmetics lipstick mascara nail_polish skincare skin_care
            beauty_product hairstyle haircut hair stylish style trendy chic vegetable fruit garden gardening gardener houseplant
            flower_bed home_decor interior_design decor decorate furniture diy crafts craft knitting sewing
            declutter renovation hobby leisure camping campsite hiking hiker fishing_trip collectible board_game
            puzzle chess_club horoscope zodiac astrology dating_tips wedding_dress bridal shopping shopper gift_guide
            gift ideas_for_home halloween_costume christmas_gifts thanksgiving_recipe party_planning motoring
            test_drive sports_car luxury spa pampering knit pickle ferment fermentation allotment""",
        "politics": """
            politics political politician government governing parliament parliamentary mp mps house_of_commons
            house_of_lords senate senator congress congressman congresswoman representative lawmaker legislator
            legislature legislation bill_passed lawmaking president presidential presidency vice_president
            prime_minister premier chancellor minister ministry cabinet secretary_of_state foreign_secretary
            home_secretary governor mayor councillor city_council election electoral electorate elect elected
            re_election by_election general_election midterm primary_election caucus ballot ballot_paper vote voter
            voting poll polls polling_station opinion_poll pollster turnout referendum constituency candidate
            candidacy running_mate nominee campaign campaign_trail manifesto party_leader opposition coalition
            conservative tory tories labour_party lib_dem liberal_democrats democrat democratic republican gop
            tea_party socialist communist far_right left_wing right_wing populist nationalist independence_party ukip
            snp apc pdp anc jubilee_party brexit european_union brussels_summit european_commission white_house
            downing_street oval_office capitol_hill kremlin trump donald_trump biden obama barack_obama
            hillary_clinton clinton bush romney mccain bernie_sanders ted_cruz marco_rubio mike_pence nancy_pelosi
            mitch_mcconnell tony_blair gordon_brown michael_howard charles_kennedy david_cameron theresa_may
            boris_johnson merkel macron putin zelensky xi_jinping modi netanyahu erdogan buhari tinubu ruto
            raila odinga uhuru ramaphosa zuma museveni mugabe impeach impeachment scandal resign resignation lobbyist
            lobbying super_pac donor policy policies policymaker foreign_policy diplomat diplomacy diplomatic
            ambassador embassy sanction sanctions bilateral treaty summit united_nations un_security_council
            sovereignty constitution constitutional amendment veto filibuster bipartisan partisan gerrymander
            federal_government shutdown devolution immigration_bill border_wall deportation asylum_policy welfare_reform
            public_spending democracy dictator dictatorship authoritarian regime autocrat inauguration statesman
            geopolitics geopolitical debate speaker whip deputy commission_president pledge rhetoric civil_servant""",
        "religion": """
            religion religious religiosity faith believer worship worshipper congregation prayer pray church
            churchgoer cathedral chapel parish parishioner priest priesthood clergy clergyman pastor vicar reverend
            rev deacon bishop archbishop cardinal pope pope_francis vatican papal catholic catholicism protestant
            anglican methodist baptist lutheran evangelical evangelist pentecostal presbyterian orthodox_church mormon
            christian christianity christ jesus gospel bible biblical scripture testament psalm sermon preach preacher
            theology theologian theological sin salvation saint miracle_worker holy holy_land holy_spirit sacred
            spiritual spirituality soul god gods divine deity islam islamic muslim mosque imam quran koran prophet
            muhammad ramadan eid mecca hajj sharia sunni shia sufi fatwa hijab judaism jewish jew rabbi synagogue torah
            talmud passover yom_kippur hanukkah shabbat hindu hinduism temple guru diwali sikh sikhism buddhist buddhism
            buddha dalai_lama monk monastery nun convent pilgrim pilgrimage shrine easter lent advent nativity
            baptism communion confession blasphemy heresy atheist atheism secularism missionary apostle angel demon
            satan heaven hell crucifix interfaith religious_freedom ordination ordained cult sect heretic karma zen
            choir_mass crusade redemption grace meditation_retreat""",
        "science-and-technology": """
            science scientific scientist research researcher laboratory lab experiment hypothesis peer_reviewed
            physics physicist particle quantum collider cern higgs chemistry chemist molecule atom biology biologist
            microbiology genetics geneticist gene genome dna rna protein_structure cell evolution evolutionary
            darwin fossil dinosaur palaeontologist paleontologist archaeologist archaeology neuroscience neuroscientist
            neuron mathematics mathematician theorem astronomy astronomer telescope hubble galaxy star_cluster planet
            exoplanet solar_system mars mars_rover moon_landing lunar comet asteroid meteor black_hole big_bang
            cosmos cosmic nasa spacex space_station astronaut cosmonaut spacecraft satellite rocket_launch launchpad
            orbit technology technologies technological tech computer computing pc laptop desktop software
            hardware programmer programming coder coding developer open_source linux unix windows microsoft apple
            google facebook twitter instagram tiktok snapchat whatsapp youtube yahoo intel amd nvidia ibm sony
            nintendo playstation xbox iphone ipad ipod android smartphone mobile_phone handset mobile_operator
            tablet gadget device wearable smartwatch app apps operating_system browser firefox search_engine website
            web webpage internet online broadband wi_fi wifi wireless bluetooth 3g 4g 5g fibre_optic router server
            cloud_computing data_centre data_center database algorithm artificial_intelligence machine_learning ai
            chatgpt openai neural_network robot robotics automation drone virtual_reality augmented_reality metaverse
            blockchain encryption cybersecurity cyber_security hacker hacking hacked malware ransomware spyware
            phishing spam spammer virus_writer firewall password data_breach privacy_settings download
            file_sharing peer_to_peer piracy mp3 digital digital_camera pixel chip semiconductor microchip processor
            graphics_card video_game gaming gamer console 3d_printing electric_car self_driving battery
            engineer engineering innovation inventor invention patent prototype silicon_valley social_network
            blog blogger blogging podcast_app email e_mail user users interface hyperlink podcasting rss high_definition
            hdtv dvd blu_ray set_top spectrum nanotechnology crispr cloning microscope radiation wavelength
            gravitational species_discovered study_published""",
        "society": """
            society social community communities demographic demographics population census migration migrant
            immigrant immigration refugee asylum_seeker displaced diaspora ethnic ethnicity minority minorities race
            racial racism racist discrimination discriminate segregation apartheid black_lives_matter
            african_american black_women latino latina hispanic asian_american native_american indigenous aboriginal
            tribe gender gender_equality sexism sexist feminism feminist women_s_rights womens_rights misogyny metoo
            me_too patriarchy lgbt lgbtq gay lesbian bisexual transgender queer homophobia same_sex_marriage
            gay_marriage marriage_equality marriage married wedding bride groom spouse husband wife divorce divorced
            ex_husband ex_wife couple relationship dating romance family families parent parents parenting
            parenthood mother motherhood mom mum father fatherhood dad stepmother child children kid kids toddler
            baby newborn teenager teen tween adolescent sibling daughter son grandparent grandmother grandfather
            adoption adopted foster_care foster orphan orphanage childcare day_care elderly old_age ageing generation
            millennial baby_boomer youth poverty poor_people homeless homelessness hunger food_bank inequality
            social_justice welfare social_security benefits_claimant charity charitable philanthropy philanthropist
            nonprofit non_profit volunteer volunteering donation ngo civil_rights human_rights activist activism
            civil_society neighbour neighbor neighbourhood neighborhood village disabled disability ageism slavery
            bullying bully identity stereotype privilege prejudice hate_speech social_worker homeowner
            intergenerational values tradition custom humanity rural urban housing_estate""",
        "sport": """
            sport sports sporting sportsman athlete athletic athletics football footballer soccer goalkeeper striker
            midfielder defender winger penalty_kick penalty_shootout hat_trick offside referee premier_league
            champions_league europa_league la_liga serie_a bundesliga fa_cup world_cup euro_2004 afcon fifa uefa
            arsenal chelsea liverpool manchester_united man_utd man_city manchester_city tottenham everton newcastle
            barcelona real_madrid juventus bayern_munich super_eagles bafana harambee_stars messi ronaldo mourinho
            ferguson wenger rooney beckham gerrard henry rugby scrum try_line six_nations lions_tour all_blacks
            springboks wallabies england_coach fly_half cricket cricketer batsman bowler wicket innings test_match
            ashes tennis wimbledon us_open french_open australian_open grand_slam federer nadal djokovic serena
            roddick hewitt sharapova golf golfer pga ryder_cup birdie bogey tiger_woods boxing boxer heavyweight
            knockout ufc mma wrestling wrestler wwe basketball nba lebron slam_dunk three_pointer nfl quarterback
            touchdown linebacker super_bowl patriots cowboys packers baseball mlb pitcher home_run yankees red_sox
            world_series hockey nhl stanley_cup puck olympic olympics olympian paralympic medal gold_medal
            silver_medal bronze_medal gymnast gymnastics swimmer freestyle backstroke sprinter 100m 200m 400m
            800m 1500m marathon runner hurdler long_jump javelin relay decathlon iaaf doping steroid drug_test
            cyclist cycling tour_de_france peloton velodrome rower rowing sailing regatta skier skiing snowboard
            skater figure_skating formula_one f1 grand_prix nascar motogp racing_driver lap jockey racecourse
            racehorse horse_racing grand_national derby stadium arena pitch tournament championship champion
            champions league season pre_season fixture match semi_final semifinal quarter_final quarterfinal
            final_whistle half_time halftime kick_off injury_time extra_time equaliser equalizer scored scorer
            goal goals points win victory defeat beaten winner unbeaten title_race relegation promotion transfer
            transfer_window loan_deal squad team_mate teammate teammates captain coach coaching manager_of club
            player players play_off playoff playoffs qualifier qualifying seeded seed_in ranking world_number
            world_record_time indoor hamstring knee_injury fitness_test bench substitute trophy medallist ncaa
            coached fan_base cheerleader espn umpire dugout locker_room""",
        "weather": """
            weather weather_forecast forecaster meteorologist meteorology meteorological met_office
            national_weather_service temperature degrees_celsius degrees_fahrenheit heatwave heat_wave cold_snap
            cold_front cold_spell freezing frost snow snowfall snowstorm blizzard icy sleet hail hailstone hailstorm rain
            rainfall rainy rainstorm downpour drizzle shower thunderstorm thunder lightning storm storm_surge
            tropical_storm hurricane hurricane_season typhoon cyclone tornado twister wind_speed gust gale humidity
            humid fog foggy mist cloud cloudy overcast sunny sunshine el_nino la_nina monsoon barometer
            rain_gauge precipitation wind_chill polar_vortex category_5 dry_spell winter_storm inches_of_snow
            nor_easter weather_warning weather_station""",
    },
    sections={
        "arts-and-entertainment": """arts art entertainment culture movies film music books theater theatre tv television
            media celebrity celebrities celebs showbiz arts_culture arts_and_culture books_and_arts review reviews
            culture_arts comedy pop_culture literature poetry fiction dance photography stage""",
        "conflict": "conflict war war_and_peace military defense defence terrorism conflicts",
        "crime-and-law": "crime law courts justice crime_and_law law_and_order legal law_crime true_crime",
        "disaster": "disaster disasters accidents emergencies",
        "economy": "business economy economics finance money markets companies market personal_finance business_news",
        "education": "education schools college higher_education universities learning",
        "environment": "environment climate green nature climate_change energy_and_environment conservation wildlife sustainability",
        "health": "health wellness medicine healthy_living health_and_wellness wellbeing medical coronavirus mental_health fitness",
        "human-interest": "human_interest weird_news good_news odd_news oddly_enough people obituaries offbeat royals",
        "labour": "labour labor jobs careers work employment workplace",
        "lifestyle": """lifestyle life_style life_and_style style food travel fashion home garden home_and_garden food_and_drink
            recipes beauty leisure living taste style_and_beauty gardening cooking motoring cars hobbies""",
        "politics": "politics government elections policy us_politics uk_politics political world_politics geopolitics diplomacy",
        "religion": "religion faith spirituality belief religion_and_faith church",
        "science-and-technology": """science technology tech sci_tech science_and_technology computers internet gadgets space
            science_and_tech science_tech digital computing gaming web""",
        "society": "society family parents parenting weddings relationships community social_issues women gender immigration race",
        "sport": "sport sports football soccer cricket rugby tennis golf basketball baseball athletics cycling olympics nba nfl boxing",
        "weather": "weather",
    },
)
