INSERT INTO shop.order_items (order_id, line, product_id, quantity, price)
SELECT o, l, 1 + (o * 31::bigint + l * 17) % ${products}, 1 + (o + l) % 5, ((o * l) % 20000) / 100.0
FROM generate_series(1, ${orders}) o, generate_series(1, 1 + o % 4) l;
