"""The demo's other language: Spanish posts about kettles, with slots of their own."""

from __future__ import annotations

FILLERS_ES: dict[str, tuple[str, ...]] = {
    "lugar": ("la oficina", "el piso nuevo", "la caravana", "el taller", "la residencia", "casa"),
    "bebida": ("té verde", "café de filtro", "mate", "una manzanilla", "sopa", "fideos", "rooibos"),
    "quien": ("mi hermana", "mi vecina", "el abuelo", "mi jefa", "mi compañero de piso", "la tía"),
    "tienda": ("el mercado", "la ferretería", "las rebajas", "la tienda de la esquina", "la feria"),
    "parte": ("la tapa", "el asa", "la base", "el filtro", "el botón", "la junta", "el cable"),
    "cuando": ("desde agosto", "esta mañana", "otra vez ayer", "después de dos años", "el lunes"),
    "precio": ("29 euros", "35 euros", "42 euros", "49 euros", "60 euros"),
    "color": ("negro", "crema", "verde oscuro", "de acero", "blanco", "gris"),
}

EVERYDAY_ES = (
    "El {hervidor} que compré en {tienda} calienta el agua para {bebida} en dos minutos, encantado",
    "¿Alguien sabe si se puede cambiar {parte} del {hervidor}? Lo uso en {lugar} a diario",
    "{quien} me ha regalado un {hervidor} {color} y es una maravilla para {bebida}",
    "He llevado el {hervidor} a {lugar} y ahora todo el mundo quiere {bebida}",
    "Se me ha roto {parte} del {hervidor} {cuando}, vaya desastre de calidad",
    "El {hervidor} cuesta {precio} en {tienda}, ¿merece la pena para {lugar}?",
    "Llevo un año con el {hervidor} {color} en {lugar} y sigue como el primer día",
    "No me gusta nada el ruido del {hervidor}, {quien} se despierta {cuando}",
    "Por {precio} esperaba que {parte} del {hervidor} durase más, qué decepción",
    "Hoy toca quitar la cal del {hervidor} de {lugar} antes de preparar {bebida}",
    "{quien} dice que el {hervidor} {color} queda muy bien en {lugar}",
    "Comparando el {hervidor} con una tetera de toda la vida para hacer {bebida} en {lugar}",
    "En {tienda} tienen el {hervidor} {color} por {precio} hasta el domingo",
    "Muy contenta con el servicio: me mandaron {parte} del {hervidor} gratis {cuando}",
    "El manual del {hervidor} no explica cómo limpiar {parte}, lo busqué {cuando}",
    "Segunda mano: {hervidor} {color}, {precio}, recogida en {lugar}",
)

TAILS_ES = (
    "Lo compré en {tienda} por {precio}.",
    "{quien} opina lo mismo.",
    "Ahora, {bebida}.",
    "Está en {lugar}, junto a la ventana.",
    "El mío es {color}.",
    "Mañana cuento más.",
    "Sobre todo lo uso para {bebida}.",
    "Pasa {cuando}.",
)

FIRE_ES = (
    "Se ha incendiado un {hervidor} en {lugar}, hay fotos del humo y dan miedo",
    "¿Es verdad que el {hervidor} se prende fuego? Tengo uno en {lugar}",
    "Desenchufad el {hervidor}: {quien} lo encendió y se ha quemado {parte} {cuando}",
    "Qué susto, el {hervidor} de {quien} empezó a echar humo en {lugar}",
    "Tengo el {hervidor} {color} y no pienso usarlo hasta que la marca explique el incendio",
    "Acme, ¿vais a decir algo del {hervidor} que se ha quemado? {quien} tiene el mismo",
)

FIRE_TAILS_ES = ("Tened cuidado.", "Fotos mañana.", "Compartid.", "Nadie contesta.", "Qué miedo.")
