package dev.datamigration.database.postgres.schema.planner;

import dev.datamigration.database.postgres.ddl.Existence;
import dev.datamigration.database.postgres.ddl.ProgramStatements;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.schema.definition.ViewDefinition;
import dev.datamigration.database.postgres.schema.plan.PlanContext;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaItem.Key;
import dev.datamigration.database.schema.SchemaItem.OnRefusal;
import java.util.ArrayList;
import java.util.List;

/** Plans views and materialised views. */
final class ViewPlanner {
    private final PlanContext context;
    private final ProgramStatements statements;

    ViewPlanner(PlanContext context) {
        this.context = context;
        this.statements = new ProgramStatements(context.names());
    }

    List<SchemaItem> items() {
        return context.schema().views().stream()
                .filter(view ->
                        !context.refuseRenamed(id(view), key(view), relationsIn(view), view.query(), exists(view)))
                .map(this::create)
                .toList();
    }

    private List<Long> relationsIn(ViewDefinition view) {
        return context.selection().directNeeds(id(view)).stream()
                .filter(needed -> needed.catalog().equals("pg_class"))
                .map(ObjectId::oid)
                .toList();
    }

    private void listWhatIsLeftOut(ViewDefinition view) {
        if (view.tablespace() != null) {
            context.refuse(
                    ObjectKind.Tablespace,
                    view.name() + " TABLESPACE " + view.tablespace(),
                    "The materialised view is created in the target's default tablespace. If you want another, run there: ALTER MATERIALIZED VIEW %s SET TABLESPACE …;"
                            .formatted(Sql.quoted(context.names().relation(view.oid()))));
        }
        if (view.accessMethod() != null) {
            context.refuse(
                    ObjectKind.AccessMethod,
                    view.name() + " USING " + view.accessMethod(),
                    "The materialised view is created with the target's default access method. Create it there by hand before the task starts to have another.");
        }
    }

    private SchemaItem create(ViewDefinition view) {
        listWhatIsLeftOut(view);
        return new SchemaItem(
                        id(view).text(),
                        key(view),
                        statements.create(view),
                        statements.settings(view),
                        context.paths().target(view.name().schema()),
                        exists(view),
                        OnRefusal.List)
                .withSettings(comments(view));
    }

    private String exists(ViewDefinition view) {
        return Existence.relation(context.names().relation(view.oid()), "vm");
    }

    private List<String> comments(ViewDefinition view) {
        var target = context.names().relation(view.oid());
        var comments = new ArrayList<>(
                context.comments().on(id(view), ProgramStatements.kind(view) + " " + Sql.quoted(target)));
        comments.addAll(context.comments().onColumns(id(view), target));
        return comments;
    }

    /** Fills the materialised views that have data on the source. */
    List<SchemaItem> data() {
        return context.schema().views().stream()
                .filter(view -> view.materialized() && view.populated())
                .map(view -> new SchemaItem(
                                id(view).text(),
                                new Key(
                                        ObjectKind.MaterializedViewData,
                                        view.name().toString()),
                                List.of(statements.refresh(view)),
                                List.of(),
                                "",
                                SchemaItem.NEVER_THERE,
                                OnRefusal.List)
                        .lengthy())
                .toList();
    }

    private static ObjectId id(ViewDefinition view) {
        return ObjectId.relation(view.oid());
    }

    private static Key key(ViewDefinition view) {
        return new Key(
                view.materialized() ? ObjectKind.MaterializedView : ObjectKind.View,
                view.name().toString());
    }
}
