"""Languages, told by common words or by letters; and no guess where a text is too short to tell."""

from __future__ import annotations

import pytest

from careerlattice.languages import language_of

TEXTS = {
    "English": (
        "The clerk keeps the register of files for the office, and is asked to answer with care"
        " all questions of those who will come to the counter by day."
    ),
    "French": (
        "L'archiviste tient le registre des dossiers pour les services de la ville et répond aux"
        " questions du public dans une salle de lecture qui est ouverte avec lui."
    ),
    "Spanish": (
        "El técnico de archivo recibe y clasifica los documentos del servicio, atiende al público"
        " y lleva el registro de los préstamos de la oficina para las visitas."
    ),
    "Portuguese": (
        "O técnico de arquivo recebe e classifica os documentos do serviço, atende ao público e"
        " mantém o registo dos empréstimos da repartição para uma consulta com as visitas."
    ),
    "Italian": (
        "L'archivista riceve e ordina i documenti del servizio, risponde alle domande del pubblico"
        " e tiene il registro dei prestiti della sala per gli utenti che sono in visita."
    ),
    "German": (
        "Die Archivkraft nimmt die Post entgegen, ordnet Akten und führt das Verzeichnis der"
        " ausgeliehenen Unterlagen; sie ist für den Lesesaal mit zuständig oder hilft im Büro."
    ),
    "Dutch": (
        "De archivaris ontvangt en ordent de stukken van het bureau, beantwoordt vragen voor het"
        " publiek en houdt een register bij van uitgeleende mappen die op zaal zijn."
    ),
    "a language written in Cyrillic letters": (
        "Архивариус принимает и сортирует документы, ведёт реестр выданных дел, отвечает на"
        " вопросы посетителей, а также готовит описи и сдаёт их в архив каждый год."
    ),
    "a language written in Greek letters": (
        "Ο αρχειονόμος παραλαμβάνει και ταξινομεί τα έγγραφα της υπηρεσίας, τηρεί το μητρώο των"
        " δανείων και απαντά στις ερωτήσεις του κοινού κάθε μέρα στο γραφείο του δήμου."
    ),
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_text(language: str) -> None:
    assert language_of(TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "The clerk of the court.", "1 2 3 " * 30, "Xyz qwv " * 30])
def test_no_guess_where_nothing_tells(text: str) -> None:
    assert language_of(text) is None
