-- Views with the names a person uses. Words are cut from the document's text, which is unchanged;
-- SQLite counts characters from 1, offsets from 0.

CREATE VIEW questions AS
SELECT r.id, r.question, e.label AS event, r.low, r.most_repeated, r.high,
  (SELECT count(DISTINCT w.doc) FROM witnesses w WHERE w."row" = r.id) AS documents,
  r.independent,
  (SELECT count(*) FROM witnesses w WHERE w."row" = r.id) AS answers,
  (SELECT replace(x.kind, '_', ' ') || ': ' || x.why FROM relations x WHERE x."row" = r.id
   ORDER BY x.weight DESC, x.id LIMIT 1) AS how_accounts_relate
FROM rows r JOIN events e ON e.id = r.event
ORDER BY documents DESC, answers DESC, r.id;

CREATE VIEW answers AS
SELECT w.id, r.question, substr(d.text, w.start + 1, w."end" - w.start) AS words,
  coalesce(p.name, 'narrator') AS speaker, coalesce(d.outlet, d.path) AS outlet, d.published,
  w.value, w.low, w.high, w.as_of, d.path, w.start, w."end", w."row", w.doc
FROM witnesses w
JOIN rows r ON r.id = w."row"
JOIN documents d ON d.id = w.doc
LEFT JOIN entities p ON p.id = w.speaker
ORDER BY r.id, d.published, w.doc, w.start;

CREATE VIEW who_said_what AS
SELECT s.id, coalesce(p.name, 'unnamed') AS speaker,
  (SELECT group_concat(substr(d.text, json_extract(c.value, '$[0]') + 1,
     json_extract(c.value, '$[1]') - json_extract(c.value, '$[0]')), ' … ')
   FROM json_each(s.content) c) AS words,
  s.mode, s.basis, s.denied, s.confidence, coalesce(d.outlet, d.path) AS outlet, d.published,
  s.doc, s.rule
FROM statements s
JOIN documents d ON d.id = s.doc
LEFT JOIN entities p ON p.id = s.speaker
WHERE s.mode <> 'narrator'
ORDER BY s.doc, s.id;

CREATE VIEW how_accounts_relate AS
SELECT x.id, x.kind, x.why, r.question, x.weight, x."row", x.rule
FROM relations x LEFT JOIN rows r ON r.id = x."row"
ORDER BY x.weight DESC, x.id;

CREATE VIEW copied_passages AS
SELECT c.id, coalesce(a.outlet, a.path) AS outlet_a, coalesce(b.outlet, b.path) AS outlet_b,
  c.direction, c.direction_basis, c.similarity,
  substr(a.text, json_extract(c.a, '$.start') + 1,
    json_extract(c.a, '$.end') - json_extract(c.a, '$.start')) AS words, c.changes
FROM copies c
JOIN documents a ON a.id = json_extract(c.a, '$.doc')
JOIN documents b ON b.id = json_extract(c.b, '$.doc')
ORDER BY c.similarity DESC, c.id;

CREATE VIEW timeline AS
SELECT t.id, t.earliest AS first_day, t.latest AS last_day,
  substr(d.text, t.start + 1, t."end" - t.start) AS words,
  coalesce(d.outlet, d.path) AS outlet, d.published, t.doc, t.start
FROM times t JOIN documents d ON d.id = t.doc
WHERE t.earliest IS NOT NULL
ORDER BY t.earliest, t.latest, t.id;
