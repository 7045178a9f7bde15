"""Spanish."""

from sitegen.analysis.lexicon.language import Lexicon

SPANISH = Lexicon(
    words={
        "arts-and-entertainment": """
            arte artista artístico pintor pintora pintura cuadro escultor escultura galería museo exposición prado obra_maestra
            mural cine película cineasta director_de_cine actor actriz reparto guion guionista rodaje estreno taquilla
            óscar goya_premios festival_de_cannes documental cortometraje hollywood teatro teatral escenario dramaturgo
            espectáculo ópera zarzuela ballet danza bailarín bailarina baile flamenco coreógrafo música musical músico
            canción cantante cantautor álbum disco gira banda_de_rock rapero rap reguetón pop jazz guitarra guitarrista
            piano pianista violín orquesta sinfónica compositor concierto literatura literario novela novelista escritor
            escritora autor libro librería lector poeta poesía poema cuento premio_cervantes nobel_de_literatura
            editorial_libros cómic tebeo televisión televisivo serie telenovela temporada capítulo presentador
            concurso reality netflix audiencia radio prensa periódico revista periodista periodismo medios celebridad
            famoso famosa estrella humorista comedia festival cultura cultural patrimonio_cultural arquitecto
            arquitectura fotógrafo fotografía crítico espectador""",
        "conflict": """
            guerra guerra_civil bélico soldado militar ejército tropas batallón batalla combate combatiente invasión
            ofensiva contraofensiva ataque ataque_aéreo bombardeo bombardear bomba misil cohete artillería tanque
            dron_de_ataque tregua alto_el_fuego armisticio paz conversaciones_de_paz acuerdo_de_paz cascos_azules otan
            rebelde rebelión insurgente insurgencia guerrilla guerrillero milicia paramilitar ocupación asedio frente
            arma armamento munición genocidio masacre atrocidad crimen_de_guerra terrorista terrorismo atentado
            suicida_bomba yihadista yihadismo estado_islámico al_qaeda talibán hezbolá hamás eta farc eln rehén
            golpe_de_estado junta_militar veterano desarme arma_nuclear ucrania ucraniano gaza siria irak afganistán
            conflicto_armado hostilidades buque_de_guerra submarino caza_militar trinchera franquismo fosa_común""",
        "crime-and-law": """
            crimen criminal delito delincuente delincuencia policía policial guardia_civil mossos comisaría agente
            investigación_policial detención detenido detener arresto arrestado sospechoso asesinato asesino asesinar
            asesinado homicidio homicida apuñalado tiroteo disparo robo ladrón atraco atracador hurto estafa estafador
            fraude malversación corrupción corrupto soborno cohecho blanqueo secuestro secuestrado secuestrador
            extorsión violación violador agresión_sexual abuso_sexual violencia_de_género violencia_machista maltrato
            tribunal tribunal_supremo juzgado juez jueza magistrado judicial justicia fiscal fiscalía abogado acusado
            acusación imputado imputación procesado querella denuncia demanda demandante juicio veredicto jurado culpable
            condena condenado absuelto sentencia pena prisión cárcel preso recluso encarcelado libertad_provisional
            fianza multa ilegal ley_penal código_penal testigo testimonio prueba_pericial droga cocaína heroína
            narcotráfico narcotraficante narco cártel tráfico_de_drogas contrabando banda_criminal sicario mafia
            extradición orden_de_búsqueda cadáver autopsia forense víctima feminicidio""",
        "disaster": """
            catástrofe catastrófico desastre terremoto seísmo sismo réplica_sísmica magnitud tsunami inundación
            inundado riada crecida desbordamiento deslizamiento alud avalancha volcán erupción lava incendio
            incendio_forestal fuego llamas bombero bomberos explosión explotar accidente accidentado siniestro
            choque colisión estrellado descarrilamiento naufragio hundimiento ahogado rescate rescatado rescatista
            equipos_de_rescate superviviente sobreviviente damnificado evacuación evacuado derrumbe derrumbado escombros
            desaparecido heridos muertos fallecidos emergencia estado_de_emergencia protección_civil ayuda_humanitaria
            cruz_roja hambruna estampida chernóbil fukushima caja_negra tragedia""",
        "economy": """
            economía económico economista empresa empresario empresarial compañía corporación filial accionista acción_bursátil
            bolsa bursátil ibex mercado mercados inversor inversión invertir fondo fondos bono deuda dividendo banco
            banca bancario banquero banco_central bce fmi banco_mundial préstamo crédito hipoteca hipotecario
            tipos_de_interés inflación ipc precio precios consumo consumidor crecimiento pib recesión crisis_económica
            déficit superávit quiebra insolvencia rescate_bancario facturación beneficio beneficios ganancias pérdidas
            trimestre rentabilidad fusión adquisición opa emprendedor startup industria industrial fábrica fabricante
            producción productor petróleo crudo barril opep gas_natural materias_primas exportación exportar importación
            importar aduana arancel comercio comercial comerciante moneda divisa euro dólar peso bitcoin criptomoneda
            impuesto fiscalidad tributario iva hacienda presupuesto finanzas financiero financiación seguro aseguradora
            inmobiliario vivienda_precio alquiler marca publicidad marketing cliente proveedor supermercado ventas
            privatización pyme autónomo_empresa millonario riqueza telefónica repsol inditex santander bbva pemex""",
        "education": """
            educación educativo escuela escolar colegio instituto alumno alumna alumnado estudiante maestro maestra
            profesor profesora profesorado docente docencia enseñanza enseñar aula clase lección primaria secundaria
            bachillerato selectividad examen asignatura nota_escolar título universidad universitario campus facultad
            rector grado_universitario máster doctorado doctorando tesis catedrático beca becario matrícula guardería
            infantil_escuela curso_escolar vuelta_al_cole currículo libro_de_texto alfabetización analfabetismo
            formación_profesional fp aprendizaje aprender pedagogía pedagógico informe_pisa abandono_escolar
            ministerio_de_educación deberes_escolares graduado""",
        "environment": """
            medio_ambiente medioambiental ambiental ecología ecológico ecologista clima climático cambio_climático
            calentamiento_global gases_de_efecto_invernadero emisiones carbono co2 huella_de_carbono energía_renovable
            energías_renovables renovable eólico eólica aerogenerador solar placa_solar fotovoltaico transición_energética
            central_nuclear carbón sostenible sostenibilidad reciclaje reciclar residuos basura plástico contaminación
            contaminante contaminar contaminado vertido marea_negra deforestación reforestación bosque selva amazonia
            amazonía forestal árbol especie especies especie_amenazada peligro_de_extinción extinción biodiversidad
            hábitat ecosistema fauna flora animal_salvaje caza_furtiva furtivo marfil elefante ballena delfín tiburón
            coral arrecife océano glaciar deshielo ártico antártida nivel_del_mar humedal turbera río sequía
            desertificación suelo pesticida abeja insecto ave lobo oso lince parque_nacional parque_natural naturaleza
            greenpeace wwf cumbre_del_clima acuerdo_de_parís agua_potable embalse""",
        "health": """
            salud salud_pública sanidad sanitario hospital clínica médico médica medicina doctor cirujano cirugía
            enfermero enfermera enfermería matrona paciente enfermo enfermedad síntoma diagnóstico diagnosticado
            tratamiento terapia terapeuta cura curación medicamento fármaco farmacia farmacéutico vacuna vacunación
            vacunado virus bacteria infección infectado contagio contagiado epidemia pandemia coronavirus covid covid_19
            ébola vih sida malaria tuberculosis cólera sarampión gripe dengue zika viruela_del_mono fiebre oms cáncer tumor
            quimioterapia diabetes diabético insulina obesidad sobrepeso infarto cardíaco cardiovascular ictus
            hipertensión colesterol alzhéimer demencia párkinson autismo asma alergia antibiótico dolor depresión
            ansiedad estrés salud_mental psiquiatra psiquiatría psicólogo psicología suicidio adicción adicto tabaco
            fumador alcoholismo nutrición nutricionista dieta calorías vitamina sueño insomnio ejercicio_físico
            embarazo embarazada parto aborto anticonceptivo fertilidad menopausia trasplante donante donación_de_órganos
            transfusión inmunitario hormona dentista eutanasia cuidados_paliativos higiene""",
        "human-interest": """
            insólito curioso extraño increíble sorprendente récord guinness centenario longevo lotería gordo_de_navidad
            premiado bote rey reina príncipe princesa realeza familia_real infanta letizia boda_real enrique_y_meghan
            cumpleaños aniversario reencuentro botella_al_mar mensaje_en_una_botella perro gato cachorro mascota viral
            broma fantasma ovni tatuaje desnudo héroe heroico emotivo conmovedor historia_de_amor destino homenaje
            obituario falleció""",
        "labour": """
            trabajo trabajador trabajadora laboral empleo empleado empleador salario sueldo salario_mínimo
            sindicato sindical sindicalista ugt ccoo comisiones_obreras huelga huelguista paro parado desempleo
            desempleado contratación contratar contrato_temporal despido despedido ere erte reforma_laboral convenio_colectivo
            condiciones_laborales horas_extra jornada_laboral tiempo_parcial precariedad precario teletrabajo jubilación
            jubilado pensión pensiones baja_laboral permiso_de_paternidad obrero mano_de_obra minero carrera_profesional
            entrevista_de_trabajo oferta_de_empleo trabajo_infantil trabajo_forzado estibador piquete""",
        "lifestyle": """
            viaje viajar viajero turista turismo turístico vacaciones destino_turístico hotel hostal albergue playa
            crucero camping senderismo senderista escapada maleta cocina cocinar cocinero cocinera receta chef
            restaurante gastronomía gastronómico plato menú ingrediente horno harina pan panadero panadería pastel
            repostería chocolate queso jamón tapas verdura carne vegetariano vegano especias sabor vino bodega viñedo
            cerveza café té cóctel desayuno almuerzo cena moda diseñador_de_moda costura desfile pasarela tendencia
            vestido zapatos bolso joya cosmética maquillaje belleza peinado peluquero perfume jardín jardinería huerto
            flores decoración mueble bricolaje ganchillo costurera ocio juego_de_mesa ajedrez coleccionista horóscopo
            astrología spa lujo compras regalo""",
        "politics": """
            política político gobierno gobernante gubernamental presidente presidenta presidencial presidencia moncloa
            primer_ministro ministro ministra ministerio consejero parlamento parlamentario congreso
            congreso_de_los_diputados senado senador diputado alcalde alcaldesa ayuntamiento concejal gobernador
            generalitat elección elecciones electoral electorado votar voto votante votación urna sufragio sondeo encuesta
            referéndum candidato candidata candidatura campaña_electoral partido oposición coalición mayoría_absoluta
            moción_de_censura investidura dimisión dimitir mandato izquierda derecha ultraderecha extrema_derecha
            socialista comunista conservador populismo psoe pp vox podemos ciudadanos sumar erc pnv bildu morena pri pan_partido
            peronismo kirchnerismo chavismo sánchez feijóo rajoy zapatero abascal iglesias ayuso puigdemont lópez_obrador
            sheinbaum milei maduro chávez lula bolsonaro petro boric castro trump biden obama clinton putin macron merkel
            independentismo independentista soberanía constitución constitucional reforma_constitucional proyecto_de_ley decreto
            democracia democrático dictador dictadura régimen autoritario unión_europea bruselas comisión_europea brexit
            naciones_unidas onu diplomático diplomacia embajador embajada sanciones cumbre tratado bilateral casa_blanca
            kremlin portavoz manifestación_política""",
        "religion": """
            religión religioso fe creyente creencia dios divino oración rezar iglesia catedral capilla parroquia
            párroco feligrés sacerdote cura obispo arzobispo cardenal papa papa_francisco vaticano católico catolicismo
            protestante evangélico pastor_evangélico ortodoxo cristiano cristianismo cristo jesús biblia evangelio apóstol santo
            santa virgen misa sermón teología teólogo pecado salvación gracia_divina bautismo comunión confesión sacramento
            monasterio convento abadía monje monja islam islámico musulmán mezquita imán corán profeta mahoma ramadán
            la_meca sharía suní chií velo_islámico judaísmo judío sinagoga rabino torá budismo budista dalái_lama hindú
            peregrino peregrinación semana_santa pascua cuaresma espiritual espiritualidad secta ateo ateísmo laicismo
            cofradía procesión ángel demonio""",
        "science-and-technology": """
            ciencia científico científica investigador investigadora csic laboratorio experimento física físico
            cuántico partícula química químico molécula biología biólogo genética gen genoma adn célula evolución fósil
            dinosaurio paleontólogo arqueólogo arqueología yacimiento_arqueológico neurociencia neurona matemáticas matemático
            astronomía astrónomo telescopio galaxia estrella_masiva planeta exoplaneta marte luna espacio_exterior espacial nasa esa
            cohete_espacial satélite astronauta estación_espacial sonda cometa asteroide agujero_negro universo cosmos
            tecnología tecnológico digital informática informático ordenador computadora software hardware programador
            código_abierto microsoft apple google facebook twitter whatsapp instagram tiktok youtube samsung huawei sony
            nintendo iphone ipad android móvil smartphone teléfono_inteligente tableta dispositivo aplicación app windows
            linux navegador internet internauta web sitio_web en_línea buscador banda_ancha wifi 5g operador_móvil servidor
            nube datos base_de_datos algoritmo inteligencia_artificial ia chatgpt robot robótica dron realidad_virtual
            blockchain cifrado ciberseguridad ciberataque hacker pirata_informático contraseña datos_personales descarga
            redes_sociales red_social videojuego consola procesador chip semiconductor pantalla batería coche_eléctrico
            ingeniero ingeniería innovación inventor invento patente prototipo silicon_valley impresora_3d blog""",
        "society": """
            sociedad social población demografía demográfico censo migración migrante inmigrante inmigración refugiado
            solicitante_de_asilo diáspora comunidad minoría etnia étnico racismo racista discriminación segregación
            esclavitud indígena gitano mujeres mujer feminismo feminista igualdad_de_género machismo sexismo género
            homosexual homosexualidad gay lesbiana lgtb transexual matrimonio matrimonio_igualitario casado boda esposo
            esposa marido divorcio divorciado pareja familia familiar padres madre padre hijo hija niño niña niños bebé
            adolescente joven jóvenes juventud hermano abuelo abuela adopción adoptado huérfano orfanato personas_mayores
            ancianos vejez generación pobreza pobre sin_techo personas_sin_hogar hambre desigualdad solidaridad
            ayuda_social ong voluntario voluntariado donativo derechos_humanos activista activismo sociedad_civil vecino
            barrio pueblo rural despoblación discapacidad discapacitado tradición costumbre identidad prejuicio
            acoso_escolar desahucio convivencia""",
        "sport": """
            deporte deportivo deportista fútbol futbolista balón liga la_liga champions liga_de_campeones mundial
            copa_del_mundo copa_américa eurocopa copa_del_rey libertadores fifa uefa real_madrid barça barcelona_fc
            atlético sevilla_fc valencia_cf athletic boca_juniors river_plate messi cristiano ronaldo iniesta ramos
            guardiola simeone ancelotti xavi selección seleccionador entrenador capitán jugador jugadora delantero
            defensa_central centrocampista portero gol goles goleador penalti tarjeta_roja árbitro descanso prórroga partido
            encuentro rival victoria derrota empate ganar vencer venció clasificación clasificado eliminado
            octavos cuartos_de_final semifinal final finalista campeón campeona campeonato torneo trofeo título temporada
            fichaje traspaso estadio afición aficionado club descenso ascenso rugby tenis tenista roland_garros
            wimbledon us_open open_de_australia nadal federer djokovic alcaraz set golf baloncesto nba acb gasol balonmano
            voleibol béisbol ciclismo ciclista vuelta_a_españa tour_de_francia giro pelotón etapa maillot atletismo
            atleta velocista maratón corredor salto natación nadador gimnasia gimnasta judo boxeo boxeador combate_de_boxeo
            esquí esquiador patinaje fórmula_1 alonso hamilton gran_premio motogp piloto márquez rally vela_regata juegos_olímpicos
            olímpico medalla medallista oro_olímpico dopaje récord_mundial lesión suplente vestuario balón_de_oro""",
        "weather": """
            tiempo_meteorológico meteorología meteorológico meteorólogo aemet pronóstico_del_tiempo temperatura grados
            ola_de_calor ola_de_frío helada nieve nevada granizo lluvia lluvias precipitaciones chubasco aguacero tormenta
            rayo temporal vendaval huracán ciclón tifón tornado viento ráfagas niebla bruma nube nublado soleado sol
            alerta_naranja monzón el_niño borrasca anticiclón gota_fría dana""",
    },
    sections={
        "arts-and-entertainment": "cultura cine música libros arte televisión medios gente espectáculos teatro literatura entretenimiento",
        "conflict": "guerra conflictos defensa terrorismo",
        "crime-and-law": "sucesos justicia policía tribunales crimen",
        "disaster": "catástrofes desastres accidentes",
        "economy": "economía empresas finanzas negocios dinero mercados bolsa",
        "education": "educación universidad escuela enseñanza",
        "environment": "medio_ambiente clima naturaleza ecología planeta",
        "health": "salud sanidad medicina bienestar coronavirus",
        "human-interest": "curiosidades realeza gente_y_tv obituarios",
        "labour": "empleo trabajo laboral",
        "lifestyle": "viajes gastronomía moda estilo cocina recetas hogar jardín ocio estilo_de_vida",
        "politics": "política elecciones gobierno diplomacia",
        "religion": "religión iglesia",
        "science-and-technology": "ciencia tecnología internet informática espacio tecno",
        "society": "sociedad familia inmigración mujer",
        "sport": "deportes deporte fútbol tenis baloncesto ciclismo motor_deporte",
        "weather": "el_tiempo meteorología",
    },
)
