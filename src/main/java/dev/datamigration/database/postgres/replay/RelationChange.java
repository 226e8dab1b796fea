package dev.datamigration.database.postgres.replay;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.replay.TablePlace;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.TableName;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A table or view before and after a change, and its counterpart.
 *
 * @param was null where it was made
 * @param now null where it was dropped
 * @param conditions on rows that are migrated, by the names of tables on the source
 * @param shape of the counterpart, or null where there is none
 * @param shapeIsFormer whether that has the name which it had before the change
 * @param hasUsing whether the statement that changed it may have worked out values anew
 * @param isEmpty whether the table has no rows after it; false also where nobody asked
 */
record RelationChange(
        Described was,
        Described now,
        ObjectFilter filter,
        Map<String, String> conditions,
        TargetShape shape,
        boolean shapeIsFormer,
        boolean hasUsing,
        boolean isEmpty) {

    private static final String HASHED = "FOR VALUES WITH (";

    private Described either() {
        return now == null ? was : now;
    }

    /** What it is called on the source. */
    TableName source() {
        return either().qualified();
    }

    /** What it is to be called on the target. */
    TableName target() {
        return filter.targetOf(either().qualified());
    }

    /** What it was called there. */
    TableName formerTarget() {
        return filter.targetOf((was == null ? now : was).qualified());
    }

    /** Says that not all rows of the table are migrated, as a clause; null where they are. */
    String condition() {
        return conditions.containsKey(source().toString())
                        || was != null && conditions.containsKey(was.qualified().toString())
                ? "spec.objects.rows has a condition on this table"
                : null;
    }

    /** The same, where the condition may read a column. */
    String conditionOn(Described column) {
        var mention = Pattern.compile("(?i)(?<![\\w$])" + Pattern.quote(column.name()) + "(?![\\w$])");
        return Stream.of(source(), was.qualified())
                        .map(name -> conditions.getOrDefault(name.toString(), ""))
                        .anyMatch(condition -> mention.matcher(condition).find())
                ? condition()
                : null;
    }

    /** Returns whether the task means a table or view: by its own name, or by that of the table whose partition it is. */
    static boolean isSelected(ObjectFilter filter, Described relation) {
        return relation != null
                && (filter.includes(relation.qualified())
                        || relation.part("root") != null
                                && filter.includes(relation.part("root").qualified()));
    }

    boolean isSelected(Described relation) {
        return isSelected(filter, relation);
    }

    /** Where its rows are; null where others hold them: partitions, or the one of which hash partitions are a part. */
    TablePlace place(Described of) {
        var holds = of.text("partitionKey") == null
                ? of.text("bound") == null || !of.text("bound").startsWith(HASHED)
                : of.text("partitionKey").startsWith("HASH");
        return holds ? new TablePlace(of.qualified(), filter.targetOf(of.qualified())) : null;
    }

    String alter() {
        return "ALTER TABLE " + Sql.quoted(target()) + " ";
    }

    /** Parts of a kind that were there and still are. */
    void kept(String kind, BiConsumer<Described, Described> each) {
        var after = now.parts(kind);
        was.parts(kind).forEach((id, part) -> {
            if (after.containsKey(id)) {
                each.accept(part, after.get(id));
            }
        });
    }

    /** Parts of a kind that are there no more. */
    void gone(String kind, Consumer<Described> each) {
        var after = now.parts(kind);
        was.parts(kind).forEach((id, part) -> {
            if (!after.containsKey(id)) {
                each.accept(part);
            }
        });
    }

    /** Parts of a kind that were not there. */
    void come(String kind, Consumer<Described> each) {
        var before = was.parts(kind);
        now.parts(kind).forEach((id, part) -> {
            if (!before.containsKey(id)) {
                each.accept(part);
            }
        });
    }

    static String commentText(Described of) {
        return of.text("comment") == null ? "NULL" : Sql.literal(of.text("comment"));
    }
}
