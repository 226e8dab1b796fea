package dev.datamigration.transfer.verify;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.testing.HostileTexts;
import dev.datamigration.testing.HostileValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table with names, types, a key and rows that a seed decides, and what differs between its two sides. */
final class HostileTable {
    private static final int LONGEST_NAME = 60;

    /** Of these some rows are the same on both sides, some differ, and some are on one side only. */
    private static final int ROWS = 14;

    private final Random random;
    private final HostileTexts texts;
    private final String name;
    private final List<HostileValues> columns = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final int keyColumns;

    HostileTable(long seed) {
        random = new Random(seed);
        texts = new HostileTexts(seed);
        name = "public." + Sql.identifier(seed + texts.name(LONGEST_NAME - 10));
        keyColumns = random.nextInt(3);
        var count = keyColumns + 1 + random.nextInt(5);
        for (var i = 0; i < count; i++) {
            columns.add(i < keyColumns ? HostileValues.forKey(random) : HostileValues.any(random));
            names.add(Sql.identifier(i + texts.name(LONGEST_NAME)));
        }
    }

    /** For SQL. */
    String name() {
        return name;
    }

    String create() {
        var definitions = IntStream.range(0, columns.size())
                .mapToObj(i -> names.get(i) + " " + columns.get(i).type())
                .collect(Collectors.joining(", "));
        var key = keyColumns == 0 ? "" : ", PRIMARY KEY (" + String.join(", ", names.subList(0, keyColumns)) + ")";
        return "CREATE TABLE " + name + " (" + definitions + key + ")";
    }

    /** Fills both sides; a key that is taken already, also by a value that only equals it, leaves its row out. */
    void fill(List<String> source, List<String> target) {
        for (var row = 0; row < ROWS; row++) {
            var key = IntStream.range(0, keyColumns)
                    .mapToObj(i -> columns.get(i).value(random, texts, false))
                    .toList();
            var other = random.nextInt(3) == 0
                    ? IntStream.range(0, keyColumns)
                            .mapToObj(i -> columns.get(i).value(random, texts, false))
                            .toList()
                    : key;
            var rest = rest();
            switch (random.nextInt(5)) {
                case 0 -> source.add(insert(key, rest));
                case 1 -> target.add(insert(key, rest));
                case 2 -> {
                    source.add(insert(key, rest));
                    target.add(insert(other, rest()));
                }
                default -> {
                    source.add(insert(key, rest));
                    target.add(insert(other, rest));
                    if (keyColumns == 0 && random.nextBoolean()) {
                        (random.nextBoolean() ? source : target).add(insert(key, rest));
                    }
                }
            }
        }
    }

    private List<String> rest() {
        return columns.stream()
                .skip(keyColumns)
                .map(column -> column.value(random, texts, true))
                .toList();
    }

    private String insert(List<String> key, List<String> rest) {
        var values = new ArrayList<>(key);
        values.addAll(rest);
        return "INSERT INTO %s VALUES (%s) ON CONFLICT DO NOTHING".formatted(name, String.join(", ", values));
    }

    /** The rows as they print, for a comparison that knows nothing of ours. */
    String rows() {
        return "SELECT t::text FROM " + name + " AS t ORDER BY t::text COLLATE \"C\"";
    }

    @Override
    public String toString() {
        return create();
    }
}
