package dev.datamigration.transfer.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.log.Tuple;
import dev.datamigration.transfer.incremental.change.NetChange;
import dev.datamigration.transfer.incremental.change.RowChange;
import dev.datamigration.transfer.incremental.change.TableChanges;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are (key, a, b); the table is a map in memory. */
class CompactionTest {
    private static final int[] KEY = {0};

    @Test
    void changesOfOneRowComeToOne() {
        var changes = new TableChanges(KEY, false);
        assertThat(changes.add(new RowChange.Insert(row("1", "a", "b")))).isTrue();
        var update = row("1", "c", null);
        assertThat(changes.add(new RowChange.Update(update, update))).isTrue();
        assertThat(changes.net()).hasSize(1);
        var net = (NetChange.Inserted) changes.net().iterator().next();
        assertThat(net.row().text(1)).isEqualTo("c");
        assertThat(net.row().text(2)).as("the unchanged value of the insert").isEqualTo("b");
        assertThat(changes.inOrder()).hasSize(2);
    }

    @Test
    void whatCameAndWentIsNothing() {
        var changes = new TableChanges(KEY, false);
        changes.add(new RowChange.Insert(row("1", "a", "b")));
        changes.add(new RowChange.Delete(row("1", null, null)));
        assertThat(changes.net()).containsExactly(new NetChange.Nothing());
    }

    @Test
    void changedKeyOfARowThatIsNotKnownWholeIsLeftToTheTarget() {
        var changes = new TableChanges(KEY, false);
        var moved = new RowChange.Update(row("1", null, null), row("2", "a", null));
        assertThat(changes.add(moved)).isFalse();
        assertThat(changes.net()).isEmpty();
        assertThat(changes.inOrder()).isEmpty();
    }

    @Test
    void changedKeyIsLeftToTheTargetWhereRowsMustStay() {
        var moved = new RowChange.Update(row("1", null, null), row("2", "a", "b"));
        assertThat(new TableChanges(KEY, true).add(moved)).isFalse();
        assertThat(new TableChanges(KEY, false).add(moved)).isTrue();
    }

    @Test
    void withoutAKeyNothingIsCompacted() {
        var changes = new TableChanges(new int[0], false);
        changes.add(new RowChange.Insert(row("1", "a", "b")));
        changes.add(new RowChange.Insert(row("1", "a", "b")));
        assertThat(changes.net()).isEmpty();
        assertThat(changes.inOrder()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void compactedEqualsSerial(int keys) {
        for (var seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed * 31L + keys);
            var start = new TreeMap<String, Tuple>();
            for (var key = 0; key < keys; key += 2) {
                start.put("" + key, row("" + key, "start", "start" + key));
            }
            var changes = randomChanges(random, keys, new TreeMap<>(start), 1 + random.nextInt(30));
            assertThat(texts(applyCompacted(new TreeMap<>(start), changes)))
                    .as("seed %d: %s", seed, changes)
                    .isEqualTo(texts(applySerially(new TreeMap<>(start), changes)));
        }
    }

    private static List<RowChange> randomChanges(Random random, int keys, Map<String, Tuple> table, int count) {
        var changes = new ArrayList<RowChange>();
        while (changes.size() < count) {
            var key = "" + random.nextInt(keys);
            var change = table.containsKey(key)
                    ? changeOf(random, keys, table, key)
                    : new RowChange.Insert(row(key, "i" + changes.size(), "j" + changes.size()));
            changes.add(change);
            applySerially(table, List.of(change));
        }
        return changes;
    }

    private static RowChange changeOf(Random random, int keys, Map<String, Tuple> table, String key) {
        var value = "u" + random.nextInt(1000);
        var toasted = random.nextInt(3) == 0 ? null : "t" + random.nextInt(1000);
        var newKey = "" + random.nextInt(keys);
        return switch (random.nextInt(4)) {
            case 0 -> new RowChange.Delete(row(key, null, null));
            case 1 ->
                table.containsKey(newKey)
                        ? new RowChange.Delete(row(key, null, null))
                        : new RowChange.Update(row(key, null, null), row(newKey, value, toasted));
            default -> {
                var updated = row(key, value, toasted);
                yield new RowChange.Update(updated, updated);
            }
        };
    }

    private static Map<String, Tuple> applySerially(Map<String, Tuple> table, List<RowChange> changes) {
        for (var change : changes) {
            if (change instanceof RowChange.Insert insert) {
                assertThat(table.put(insert.row().text(0), insert.row())).isNull();
            } else if (change instanceof RowChange.Delete delete) {
                assertThat(table.remove(delete.old().text(0))).isNotNull();
            } else if (change instanceof RowChange.Update update) {
                var old = table.remove(update.old().text(0));
                table.put(update.row().text(0), update.row().filledFrom(old));
            }
        }
        return table;
    }

    /** As the writer does: what cannot be compacted is written in turn; the net: deletions, updates, insertions. */
    private static Map<String, Tuple> applyCompacted(Map<String, Tuple> table, List<RowChange> changes) {
        var pending = new TableChanges(KEY, false);
        for (var change : changes) {
            if (!pending.add(change)) {
                writeNet(table, pending);
                pending = new TableChanges(KEY, false);
                applySerially(table, List.of(change));
            }
        }
        writeNet(table, pending);
        return table;
    }

    private static void writeNet(Map<String, Tuple> table, TableChanges changes) {
        for (var net : changes.net()) {
            var old = net instanceof NetChange.Deleted deleted
                    ? deleted.old()
                    : net instanceof NetChange.Replaced replaced ? replaced.old() : null;
            if (old != null) {
                assertThat(table.remove(old.text(0))).as("deleted").isNotNull();
            }
        }
        for (var net : changes.net()) {
            if (net instanceof NetChange.Updated updated) {
                var before = table.get(updated.row().text(0));
                assertThat(before).as("updated").isNotNull();
                table.put(updated.row().text(0), updated.row().filledFrom(before));
            }
        }
        for (var net : changes.net()) {
            var row = net instanceof NetChange.Inserted inserted
                    ? inserted.row()
                    : net instanceof NetChange.Replaced replaced ? replaced.row() : null;
            if (row != null) {
                assertThat(table.put(row.text(0), row)).as("inserted").isNull();
            }
        }
    }

    private static Map<String, String> texts(Map<String, Tuple> table) {
        var texts = new TreeMap<String, String>();
        table.forEach((key, row) -> texts.put(key, row.text(1) + "/" + row.text(2)));
        return texts;
    }

    /** A null stands for an unchanged value here. */
    private static Tuple row(String... values) {
        var bytes = new byte[values.length][];
        for (var i = 0; i < values.length; i++) {
            bytes[i] = values[i] == null ? Tuple.unchanged() : values[i].getBytes(StandardCharsets.UTF_8);
        }
        return Tuple.of(bytes);
    }
}
