-- What a DuckDB file of xhsnlp shows. The schema `base` holds the tables as they were written; these views join them
-- to what a reader asks for. Names that SQL keeps for itself ("end", "by") need quotation marks.

create view articles as
select * from base.articles;

-- One row a claim.
create view claims as
select * from base.claims;

-- What a claim is to another of its article: its cause, a contrast, …
create view claim_relations as
select * from base.claim_relations;

-- One row a figure and claim that it belongs to, with what the claim says of it; figures without a claim come too.
create view figures as
select
    f.*, c.source, c.published, c.subject, c.subject_entity, c.predicate, c.object, c.theme, c.type, c.modality,
    c.polarity, c.time, c.time_from, c.time_to, c.speaker, c.evidence, c.confidence
from base.figures f
left join (select distinct on (article, claim) * from base.claims) c
    on c.claim = f.claim and c.article = f.article;

-- One row a mention.
create view entities as
select e.*, a.source, a.title, a.published
from base.entities e
left join (select distinct on (article) * from base.articles) a using (article);

create view times as
select * from base.times;
