package dev.datamigration.database.selection;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.table.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The selection as it is written: in the names of the source. */
final class SelectedNames implements Names {
    private final ObjectSelection selection;
    private final List<Glob> include;
    private final List<Glob> exclude;

    SelectedNames(ObjectSelection selection) {
        this.selection = selection;
        this.include = selection.include().stream().map(Glob::new).toList();
        this.exclude = selection.exclude().stream().map(Glob::new).toList();
    }

    @Override
    public boolean includes(TableName name) {
        var text = name.toString();
        return !Names.isSystemSchema(name.schema())
                && include.stream().anyMatch(pattern -> pattern.matches(text))
                && exclude.stream().noneMatch(pattern -> pattern.matches(text));
    }

    @Override
    public TableName counterpart(TableName name) {
        var renamed = selection.renameTables().get(name.toString());
        return renamed == null
                ? new TableName(counterpartSchema(name.schema()), name.table())
                : renamed(name.schema(), renamed);
    }

    Optional<RowCondition> rows(TableName name) {
        return Optional.ofNullable(selection.rows().get(name.toString())).map(RowCondition::new);
    }

    Optional<RowCondition> rowsOfCounterpart(TableName root) {
        return selection.rows().keySet().stream()
                .sorted()
                .map(SelectedNames::named)
                .filter(name -> counterpart(name).equals(root))
                .findFirst()
                .flatMap(this::rows);
    }

    boolean merges(TableName name) {
        return selection.mergeTables().contains(name.toString());
    }

    List<TableName> tablesInPart() {
        return selection.rows().keySet().stream()
                .map(SelectedNames::named)
                .filter(this::includes)
                .sorted()
                .toList();
    }

    boolean leavesOutRows() {
        return !selection.rows().isEmpty();
    }

    private TableName renamed(String schema, String name) {
        return name.indexOf('.') < 0 ? new TableName(counterpartSchema(schema), name) : named(name);
    }

    private static TableName named(String text) {
        var dot = text.indexOf('.');
        return new TableName(text.substring(0, dot), text.substring(dot + 1));
    }

    @Override
    public String counterpartSchema(String schema) {
        return selection.renameSchemas().getOrDefault(schema, schema);
    }

    /** Returns what a table may be called on the source that has this name on the target: nearest first, without looking. */
    Stream<TableName> originals(TableName name) {
        var renamed = selection.renameTables().keySet().stream()
                .filter(text -> text.indexOf('.') > 0)
                .sorted()
                .map(SelectedNames::named);
        var moved = originalSchemas(name.schema()).map(schema -> new TableName(schema, name.table()));
        return Stream.concat(renamed, moved)
                .filter(original -> counterpart(original).equals(name))
                .distinct();
    }

    /** The schemas of the source that this one of the target stands for; sorted. */
    Stream<String> originalSchemas(String schema) {
        var renamed = selection.renameSchemas().keySet().stream()
                .filter(original -> counterpartSchema(original).equals(schema))
                .sorted();
        return Stream.concat(
                        renamed,
                        Stream.of(schema).filter(same -> counterpartSchema(same).equals(same)))
                .distinct();
    }
}
