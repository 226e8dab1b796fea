-- Every fourth is wide: text that does not compress, stored out of line.
INSERT INTO shop.reviews (id, product_id, stars, helpful, body, photo)
SELECT n, 1 + n % ${products}, 1 + n % 5, 0,
    CASE WHEN n % 4 = 0
        THEN (SELECT string_agg(md5(n || ' ' || part), ' ') FROM generate_series(1, 80 + n % 300) part)
        ELSE 'Good, would buy again (' || n || ')' END,
    CASE WHEN n % 50 = 0
        THEN (SELECT string_agg(decode(md5(part || '-' || n), 'hex'), '') FROM generate_series(1, 2000) part) END
FROM generate_series(1, ${reviews}) n;
