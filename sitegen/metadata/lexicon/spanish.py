"""Spanish."""

WORDS = {
    "arts-and-entertainment": """
        arte artes artista* pintor* pintura* escult* galería* museo* exposición* película* cine cineasta* actor* actriz
        teatro* escena* ópera* ballet danza* música* músic* canción* cantante* disco* orquesta* concierto* novela*
        novelista* poema* poeta* poesía literat* escritor* libro* editorial* televisión radio periodis* festival*
        cultur* arquitect* fotógraf* fotografía* biblioteca*""",
    "conflict": """
        guerra* tropas soldado* ejército* militar* batalla* combat* invasión invad* misil* bomba* bombarde* artillería
        tanque* dron drones tregua* paz otan rebelde* guerrill* milicia* ocupa* asedio frente arma armas refugiado*
        genocidio* masacre* defensa armada terroris* rehén* golpe ofensiva*""",
    "crime-and-law": """
        crimen* criminal* delito* policía* policial* arrest* deten* sospechos* asesin* homicid* robo* ladrón* fraude*
        estafa* tribunal* juez* juicio* abogad* fiscal* acusad* sentencia* condena* culpable* cárcel* prisión preso*
        ley leyes legal* justicia testigo* contrabando* corrup* denuncia*""",
    "disaster": """
        desastre* catástrofe* terremoto* sismo* tsunami* inundaci* incendio* bombero* explosión* accidente* colisión*
        descarril* naufrag* rescat* superviviente* evacua* víctima* derrumb* alud* volcán* emergencia* escombros""",
    "economy": """
        econom* empresa* compañía* mercado* bolsa accion* inversi* inversor* banco* bancari* financ* fondo* bono*
        inflación precio* comercio* arancel* export* import* crecimiento recesión beneficio* ventas consum* cliente*
        fusión industri* fábrica* moneda* dólar* euro euros deuda* déficit* préstamo* hipoteca* impuesto* presupuesto*""",
    "education": """
        educa* escuela* escolar* colegio* alumn* maestr* profesor* enseñ* aula* universi* estudiant* carrera* título*
        examen* exámenes guardería* aprendizaje* bachillerato* matrícula* beca* clase clases lección*""",
    "environment": """
        medioambient* ambiental* clima* emision* carbono contamina* ecolog* ecosistema* biodiversidad especie* hábitat*
        conservación fauna bosque* deforest* río ríos humedal* océano* mar glaciar* renovable* solar* eólic* sostenib*
        recicl* residuo* basura plástic* ave aves pájaro* insecto* abeja* peces suelo* pesticida* calentamiento
        naturaleza árbol*""",
    "health": """
        salud sanitari* hospital* médic* enfermer* paciente* enfermedad* cáncer tumor* virus bacteri* infec* epidemi*
        pandemi* vacun* medicamento* medicina* tratamiento* terapi* clínic* cirug* diabetes corazón sangre cerebro
        depres* síntoma* diagnós* antibiótic* nutrición embaraz* parto* matrona*""",
    "human-interest": """
        abuela* abuelo* aniversario* cumpleaños reencuentro* curios* misterio* lotería* perro* gato* gemel* coleccion*
        botella* infancia recuerdo* vecin* boda* príncipe* princesa*""",
    "labour": """
        trabajador* obrer* sindicat* sindical* huelga* salario* sueldo* empleo* emplead* desemple* paro despid* patronal*
        jubila* pension* convenio* contrato* jornada* precari* minero* oficio* taller*""",
    "lifestyle": """
        receta* cocin* chef* restaurante* gastronom* comida* plato* panader* pan harina horno vino* cerveza* café té
        jardín* jardiner* flor* moda vestido* belleza pelo piel casa* mueble* decora* viaj* vacaciones turis* hotel*
        playa* sender* ocio juego* queso* mantequilla verdura* huerto*""",
    "politics": """
        polític* gobierno* president* ministr* parlament* senado* senador* diputad* congreso elecci* elector* voto votos
        votar votante* referéndum* campaña* candidat* partido* demócrata* democra* republican* conservador* liberal*
        socialist* coalición oposición diplom* embajad* tratado* sancion* constituci* reforma* régimen* alcald* municip*
        estado soberan*""",
    "religion": """
        religi* iglesia* sacerdote* cura obispo* papa vaticano católic* protestant* cristian* cristo jesús biblia
        evangelio* parroqui* oración* rezar fe dios dioses santo* santa sagrad* islam* musulm* mezquita* imán corán
        judí* sinagoga* rabino* templo* budis* monje* monasterio* teolog* clero peregrin*""",
    "science-and-technology": """
        cien* científic* investiga* laboratorio* experiment* físic* químic* biolog* genétic* adn astronom* telescopio*
        planeta* espacio espacial* satélite* cohete* luna galaxia* cuántic* partícula* molécula* átomo* tecnolog*
        ordenador* computad* software internet digital* algoritm* inteligencia artificial robot* datos ingenier* invent*
        innova* chip* batería* matemátic* arqueolog* máquina*""",
    "society": """
        sociedad* social* comunidad* famili* matrimonio* divorci* niñ* hijo* padre* madre* mujer* hombre* igualdad
        desigualdad* discrimina* racis* minoría* inmigra* migra* asilo ciudadan* población pobre* pobreza vivienda*
        alquiler* inquilin* voluntari* anciano* juventud jóvenes pueblo* barrio* soledad generaci* tradici*""",
    "sport": """
        deport* fútbol futbolista* gol goles portero* delanter* liga copa partido equipo* entrenador* jugador*
        campeonat* campe* torneo* olímp* medalla* atlet* rugby tenis baloncesto balonmano cicl* carrera* corredor*
        maratón* nadador* natación boxe* estadio* árbitro* penalti temporada* victoria* derrota* afición*""",
    "weather": """
        tiempo meteorol* pronóstico* temperatura* lluvia* nieve* nevada* tormenta* huracán* ciclón* calor helada* niebla*
        viento* racha* nube* nubes granizo* sequía* celsius""",
}
