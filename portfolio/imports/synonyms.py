"""What people call the columns of our format, in the languages of their registers; the likeliest name first."""

from __future__ import annotations

from portfolio.domain.sheets import SheetKind

_CANDIDATES: dict[str, str] = {
    "key": (
        "key, unique id, unique identifier, initiative id, initiative key, project id, programme id, program id, "
        "project key, project code, project number, project no, project reference, project ref, investment id, "
        "unique investment identifier, uii, gmpp id number, gmpp id, id, identifier, code, reference number, "
        "reference, ref, kennung, projekt id, projektnummer, projekt nr, vorhabennummer, massnahmennummer, "
        "schluessel, kuerzel, identifiant, numero de projet, code projet, codigo, id proyecto, projectnummer, "
        "prosjektnummer, business case id"
    ),
    "title": (
        "title, project name, project title, projectname, initiative, initiative name, initiative title, "
        "programme name, program name, programme title, project programme name, project or programme name, name "
        "of project, name of the project, name of programme, investment name, investment title, name of "
        "investment, project, programme, program, investment, name, candidate, business case, proposal, proposal "
        "title, measure, scheme, epic, demand, work package, titel, projektname, projekttitel, projekt, "
        "projektbezeichnung, bezeichnung, vorhaben, vorhabenname, massnahme, name des projekts, name des "
        "vorhabens, initiativenname, nom du projet, projet, intitule, intitule du projet, titre, titre du projet, "
        "nombre del proyecto, nombre, proyecto, titulo, projectnaam, naam, naam project, project naam, nome del "
        "progetto, nome progetto, progetto, titolo, nome do projeto, projeto, nazwa projektu, nazwa, projekt "
        "navn, projektnavn, prosjektnavn, prosjekt, projektin nimi, hanke, nazev projektu"
    ),
    "description": (
        "description, project description, programme description, program description, description aims, "
        "investment description, brief description, short description, summary, project summary, brief summary, "
        "overview, scope, project scope, aims, aim, about, abstract, what, purpose, purpose of the project, "
        "details, beschreibung, projektbeschreibung, kurzbeschreibung, inhalt, descriptif, description du projet, "
        "descripcion, omschrijving, descrizione, descricao, opis, beskrivelse"
    ),
    "problem": (
        "problem, problem statement, problem to solve, pain point, current situation, case for change, why, "
        "ausgangslage, problemstellung"
    ),
    "promise": (
        "promise, benefits, expected benefits, benefit, outcomes, expected outcomes, outcome, objective, "
        "objectives, project objectives, goal, goals, nutzen, ziel, ziele, zielsetzung, objectifs, objetivos, "
        "doelstelling, value proposition"
    ),
    "evidence_note": (
        "evidence note, evidence, evidence notes, basis of evidence, evidence base, proof, nachweis, beleg"
    ),
    "evidence_strength": "evidence strength, strength of evidence, evidence score, evidenzstaerke",
    "stage": (
        "stage, status, delivery status, project status, project stage, lifecycle stage, life cycle stage, "
        "project phase, phase, state, current status, current phase, investment status, status of project, "
        "projektstatus, projektphase, statut, etat, etat d avancement, estado, fase, stato"
    ),
    "change": (
        "change, run grow transform, rgt, change type, run or change, change category, investment category, "
        "investment type, kind, kind of change, category, type"
    ),
    "tags": "tags, tag, labels, keywords, themes, theme, schlagworte, stichworte, etiquettes",
    "spent_so_far": (
        "spent so far, spent to date, spend to date, spending to date, expenditure to date, actual expenditure to "
        "date, actual spend to date, actuals to date, actual cost to date, costs to date, cost to date, life to "
        "date, sunk cost, spent, bisher ausgegeben, bisherige kosten, ist kosten, depenses a ce jour, gasto a la "
        "fecha"
    ),
    "approved_cost": (
        "approved cost, approved budget, originally approved cost, original budget, original cost, original "
        "approved budget, initial budget, genehmigte kosten, bewilligtes budget"
    ),
    "approved_on": "approved on, approval date, date approved, date of approval, approved date, genehmigt am",
    "approved_promise": "approved promise, originally promised benefits",
    "business_owner": (
        "business owner, business sponsor, executive sponsor, sponsor, project sponsor, sro, senior responsible "
        "owner, senior responsible officer, business lead, project owner, owner, auftraggeber, fachlich "
        "verantwortlich, fachverantwortung, commanditaire, responsable metier"
    ),
    "technology_owner": (
        "technology owner, it owner, technical owner, technology lead, technical lead, it lead, system owner, it "
        "verantwortlich, it verantwortung, technisch verantwortlich"
    ),
    "option": "option, option key, option id, variant",
    "option_title": "option title, option name, name of option",
    "probability": (
        "probability, probability of success, success probability, chance of success, likelihood of success, p "
        "success, erfolgswahrscheinlichkeit, wahrscheinlichkeit"
    ),
    "run_cost_tail": (
        "run cost tail, run cost, annual run cost, yearly run cost, run cost a year, run cost per year, ongoing "
        "annual cost, annual running cost, jaehrliche betriebskosten"
    ),
    "total": (
        "total, total budget, total project budget, total cost, total costs, total project cost, total estimated "
        "cost, estimated total cost, total approved budget, total investment, total value, total baseline whole "
        "life costs, total baseline whole life cost, total baseline whole life costs including non government "
        "costs, whole life cost, whole life costs, whole of life cost, wlc, lifecycle cost, life cycle cost, "
        "lifecycle costs, total lifecycle cost, total life cycle cost, project budget, budget, planned budget, "
        "budget estimate, estimated cost, estimated budget, project cost, planned cost, planned costs, cost, "
        "costs, cost to go, remaining cost, total funding, funding, amount, project value, investment amount, "
        "total spending, total it spending, projected cost, gesamtbudget, gesamtkosten, projektbudget, "
        "projektkosten, kosten, investitionssumme, plankosten, cout total, cout, budget total, montant, cout "
        "estime, coste total, presupuesto, presupuesto total, coste, totale kosten, begroting, costo totale, "
        "importo, custo total, orcamento, koszt, kostnad"
    ),
}
_OPTIONS = dict(_CANDIDATES) | {
    "key": "initiative, initiative key, initiative id, project, project id, programme, key, id",
    "option": "option, option key, option id, variant, alternative",
    "option_title": "title, name, option title, option name, name of option",
    "option_description": "description, option description, scope, what it contains",
}
_OTHERS: dict[SheetKind, dict[str, str]] = {
    SheetKind.ROUND: {
        "name": "name, title, round",
        "money_unit": "money unit, unit of money, amounts in",
        "first_year": "first year, first fiscal year, from year, start year",
        "last_year": "last year, last fiscal year, to year, end year, horizon",
        "convention": "convention, discount convention",
        "basis": "basis, prices, nominal or real",
    },
    SheetKind.CRITERIA: {
        "key": "key, id, criterion, code",
        "name": "name, title, criterion name",
        "anchor_0": "anchor 0, 0, zero, anchor zero, today",
        "lens": "lens, side",
        "anchor_100": "anchor 100, 100, hundred, anchor hundred, full effect",
    },
    SheetKind.RESOURCES: {
        "key": "key, id, resource, code",
        "name": "name, title, resource name",
        "per_year": "per year, yearly, by year",
        "limit": "limit, maximum, budget, available",
    },
    SheetKind.BASELINE: {
        "kind": "kind, type",
        "label": "label, name, line, role, item",
        "amount": "amount, every year, people, number",
        "free": "free, free for change",
    },
    SheetKind.RULES: {
        "key": "key, id, rule, code",
        "type": "type, rule type",
        "initiative": "initiative, initiative key, project",
        "needs": "needs, requires, depends on, needs initiative",
        "needs_options": "needs options, needs option",
        "at_least": "at least, minimum, min, floor",
        "at_most": "at most, maximum, max, ceiling",
        "of": "of, of resources, resources, share of",
        "kind": "kind, mandate kind, kind of mandate",
        "claimant": "claimant, claimed by",
        "deadline": "deadline, due, by when",
    },
    SheetKind.WEIGHTS: {"profile": "profile, who, name, stakeholder, weight profile", "room": "room, is room"},
    SheetKind.IDEAS: {
        "line": "line, idea, text, title, idea in one line",
        "proposed_by": "proposed by, by, from, who, author",
        "status": "status, state",
    },
}


def synonyms(kind: SheetKind) -> dict[str, list[str]]:
    """Field to the names it goes by, the likeliest first; fields without a list go by their header alone."""
    table = {SheetKind.INITIATIVES: _CANDIDATES, SheetKind.OPTIONS: _OPTIONS}.get(kind) or _OTHERS.get(kind, {})
    return {field: [name.strip() for name in names.split(",")] for field, names in table.items()}
