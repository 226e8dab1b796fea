package dev.datamigration.database.selection;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.table.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Says which objects of one database are meant by a selection, and what they are called in the other one. */
public final class ObjectFilter {
    /** All objects but those of the system and our own, under their own names. */
    public static final ObjectFilter EVERYTHING = new ObjectFilter(new ObjectSelection(List.of("*"), null, null, null));

    private final SelectedNames selected;
    private final Names names;

    /** The objects of the source. */
    public ObjectFilter(ObjectSelection selection) {
        this.selected = new SelectedNames(selection);
        this.names = selected;
    }

    private ObjectFilter(SelectedNames selected, Names names) {
        this.selected = selected;
        this.names = names;
    }

    /**
     * The same selection seen from the target: means the objects that a selected one of the source is called like there,
     * and tells how it is called on the source.
     *
     * @param originals selected tables that are known to be on the source; they decide where several schemas of the
     *     source are renamed to one
     */
    public ObjectFilter inverted(Collection<TableName> originals) {
        return new ObjectFilter(selected, new InvertedNames(selected, originals));
    }

    /** System schemas and our own checkpoints are never meant, whatever the patterns say. */
    public boolean includes(TableName name) {
        return names.includes(name);
    }

    /** The name in the other database of a table of this one. */
    public TableName targetOf(TableName name) {
        return names.counterpart(name);
    }

    /**
     * Returns the condition of the rows that are meant of a table of the source; empty where that is all of them.
     *
     * @param root the outermost partitioned table that it belongs to, or null
     */
    public Optional<RowCondition> rowsOf(TableName name, TableName root) {
        return selected.rows(name).or(() -> root == null ? Optional.empty() : selected.rows(root));
    }

    /**
     * Returns whether the rows of a table of the source go to a table that takes rows of other tasks, too.
     *
     * @param root the outermost partitioned table that it belongs to, or null
     */
    public boolean merges(TableName name, TableName root) {
        return selected.merges(name) || (root != null && selected.merges(root));
    }

    /** As {@link #rowsOf}, of a partition by the outermost partitioned table of the target that it belongs to; null: none. */
    public Optional<RowCondition> rowsOfTarget(TableName root) {
        return selected.rowsOfCounterpart(root);
    }

    /** The tables of the source that are meant and that have a condition on their rows; sorted. */
    public List<TableName> tablesInPart() {
        return selected.tablesInPart();
    }

    /** Returns whether there is a table of which not all rows are meant. */
    public boolean leavesOutRows() {
        return selected.leavesOutRows();
    }

    public String targetSchemaOf(String schema) {
        return names.counterpartSchema(schema);
    }
}
