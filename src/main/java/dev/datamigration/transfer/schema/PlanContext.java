package dev.datamigration.transfer.schema;

import dev.datamigration.database.postgres.TableName;
import dev.datamigration.database.postgres.ddl.TargetNames;
import dev.datamigration.database.postgres.schema.ObjectId;
import dev.datamigration.database.postgres.schema.ObjectKind;
import dev.datamigration.database.postgres.schema.SearchPaths;
import dev.datamigration.database.postgres.schema.Selection;
import dev.datamigration.database.postgres.schema.SourceSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * What every planner of one kind of object works with.
 *
 * @param notCarried takes what they find impossible
 */
record PlanContext(
        Selection selection,
        SourceSchema schema,
        TargetNames names,
        SearchPaths paths,
        int targetVersion,
        List<NotCarried> notCarried) {
    PlanContext(Selection selection, SourceSchema schema, TargetNames names, SearchPaths paths, int targetVersion) {
        this(selection, schema, names, paths, targetVersion, new ArrayList<>());
    }

    void refuse(ObjectKind kind, String name, String reason) {
        notCarried.add(new NotCarried(new SchemaItem.Key(kind, name), reason));
    }

    /** Name on the source of a relation. */
    TableName sourceName(long relation) {
        return selection
                .known(ObjectId.relation(relation))
                .orElseThrow(() -> new IllegalStateException("relation " + relation + " is not in the inventory"))
                .name();
    }
}
