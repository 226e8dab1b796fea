package dev.datamigration.database.postgres.structure.difference;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.postgres.structure.StructurePart;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.TableName;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says what parts and the names in their attributes are called on the target. */
final class StructureNames {
    private static final String BETWEEN_NAMES = "\u001e";
    private static final String WITHIN_NAME = "\u001f";
    private static final String RENAMED = "\u0001";

    private final ObjectFilter filter;
    private final List<Renaming> renamings;

    /** A table with a name of its own on the target: patterns for either name as the server prints it. */
    private record Renaming(Pattern source, Pattern target) {}

    StructureNames(ObjectSelection selection) {
        this.filter = new ObjectFilter(selection);
        this.renamings = selection.renameTables().keySet().stream()
                .filter(name -> name.indexOf('.') > 0)
                .map(name -> new TableName(name.substring(0, name.indexOf('.')), name.substring(name.indexOf('.') + 1)))
                .map(name -> new Renaming(printed(name), printed(filter.targetOf(name))))
                .toList();
    }

    private static Pattern printed(TableName name) {
        return Pattern.compile("(?<![\\w$.])(\"?" + Pattern.quote(name.schema()) + "\"?\\.)?\"?"
                + Pattern.quote(name.table()) + "\"?(?![\\w$])");
    }

    ObjectFilter filter() {
        return filter;
    }

    TableName object(StructurePart part) {
        return switch (part.key().kind()) {
            case Type, Function ->
                new TableName(
                        filter.targetSchemaOf(part.key().object().schema()),
                        part.key().object().table());
            case Sequence -> sequence(part);
            default -> filter.targetOf(part.key().object());
        };
    }

    /** One that a table owns lives in that table's schema. */
    private TableName sequence(StructurePart part) {
        var target = filter.targetOf(part.key().object());
        var owner = part.value("owner");
        return owner == null ? target : new TableName(table(owner).schema(), target.table());
    }

    /** The value on the target of an attribute that names tables. */
    String value(String attribute, String value) {
        if (value == null) {
            return null;
        }
        return switch (attribute) {
            case "parents", "references", "owner" ->
                Arrays.stream(value.split(BETWEEN_NAMES)).map(this::named).collect(Collectors.joining(BETWEEN_NAMES));
            default -> value;
        };
    }

    private String named(String name) {
        var parts = name.split(WITHIN_NAME);
        var target = table(name);
        return target.schema() + WITHIN_NAME + target.table() + (parts.length > 2 ? WITHIN_NAME + parts[2] : "");
    }

    /** The table on the target that a value names first. */
    TableName table(String value) {
        var parts = value.split(BETWEEN_NAMES)[0].split(WITHIN_NAME);
        return filter.targetOf(new TableName(parts[0], parts[1]));
    }

    /** The tables on the target that a value names. */
    List<TableName> tables(String value) {
        return value == null
                ? List.of()
                : Arrays.stream(value.split(BETWEEN_NAMES)).map(this::table).toList();
    }

    /** The tables that a value names, as it names them. */
    static List<TableName> plain(String value) {
        return value == null
                ? List.of()
                : Arrays.stream(value.split(BETWEEN_NAMES))
                        .map(name -> name.split(WITHIN_NAME))
                        .map(parts -> new TableName(parts[0], parts[1]))
                        .toList();
    }

    /** The column that a value names after its table. */
    static String column(String value) {
        return value.split(WITHIN_NAME)[2];
    }

    /** Returns whether two texts are the same but for the names of renamed tables. */
    boolean alike(String source, String target) {
        var one = source;
        var other = target;
        for (var renaming : renamings) {
            one = renaming.source().matcher(one).replaceAll(Matcher.quoteReplacement(RENAMED));
            other = renaming.target().matcher(other).replaceAll(Matcher.quoteReplacement(RENAMED));
        }
        return one.equals(other);
    }

    /** For people. */
    static String shown(String value) {
        return value == null ? "none" : value.replace(WITHIN_NAME, ".").replace(BETWEEN_NAMES, ", ");
    }
}
