package dev.datamigration.transfer.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the precheck says of conditions on rows. */
class RowConditionsIT {
    private static final String[] TABLES = {
        "CREATE TABLE customer (id int PRIMARY KEY, region text, v text)",
        "CREATE TABLE small (id int PRIMARY KEY, region int)",
        "CREATE TABLE keyed (tenant int, id int, v text, PRIMARY KEY (tenant, id))",
        "CREATE TABLE parent (id int PRIMARY KEY)",
        "CREATE TABLE child (id int PRIMARY KEY REFERENCES parent)"
    };

    @Test
    void whatTheLogDoesNotTellNeedsWholeRows() {
        var check = PrecheckCase.fresh(TABLES)
                .objects(rows(Map.of(
                        "public.customer",
                        "region = 'eu'",
                        "public.small",
                        "region = 3",
                        "public.keyed",
                        "tenant = 7")));
        var item = check.check().item("RowConditions", Side.Source);
        assertThat(item.status()).isEqualTo(PrecheckItemStatus.Failed);
        assertThat(item.message())
                .contains("row of public.customer that an UPDATE moves into the condition (it may leave out region, v)")
                .doesNotContain("small", "keyed");
        assertThat(check.types(MigrationType.Full, MigrationType.Schema).check().failed())
                .doesNotContain("RowConditions/Source");
        check.sourceDatabase().execute(item.remedy());
        assertThat(check.check().failed()).isEmpty();
    }

    @Test
    void everyConditionMustMeanSomethingOnBothSides() {
        var check = PrecheckCase.fresh(TABLES);
        check.targetDatabase().execute("CREATE TABLE small (id int PRIMARY KEY, region date)");
        var unknown = check.objects(rows(Map.of("public.nothing", "a = 1", "public.Small", "region = 3")))
                .check()
                .item("RowConditions", Side.Source);
        assertThat(unknown.message())
                .contains("public.Small is no selected table", "public.nothing is no selected table");
        var wrong = check.objects(rows(Map.of(
                        "public.customer", "region = (SELECT 'eu')",
                        "public.small", "region = 3",
                        "public.keyed", "public.f(id)",
                        "public.parent", "id % 2 = 0")))
                .check();
        assertThat(wrong.item("RowConditions", Side.Source).message())
                .contains("condition of public.customer is refused by the server: cannot use subquery in a condition")
                .contains("condition of public.small for its table public.small on the target is refused by the server")
                .contains("condition of public.keyed names something with a schema");
        assertThat(wrong.item("ForeignKeysInPart", Side.Source).message())
                .contains("child_id_fkey of public.child refers to public.parent");
    }

    @Test
    void theAccountMustBeAbleToTryThem() {
        var check = PrecheckCase.fresh(TABLES).objects(rows(Map.of("public.small", "region = 3")));
        var source = check.sourceDatabase();
        source.execute(
                "CREATE ROLE conditions_mover LOGIN PASSWORD 'planted-secret'",
                "REVOKE TEMPORARY ON DATABASE \"" + source.name() + "\" FROM PUBLIC",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO conditions_mover");
        try {
            var mover =
                    new TestDatabase(source.host(), source.port(), source.name(), "conditions_mover", "planted-secret");
            var limited = check.from(mover.access(Side.Source));
            var item = limited.check().item("RowConditions", Side.Source);
            assertThat(item.message()).contains("conditions_mover may not make temporary tables");
            source.execute(item.remedy());
            assertThat(limited.check().item("RowConditions", Side.Source).status())
                    .isEqualTo(PrecheckItemStatus.Passed);
        } finally {
            source.execute("DROP OWNED BY conditions_mover", "DROP ROLE conditions_mover");
        }
    }

    private static ObjectSelection rows(Map<String, String> conditions) {
        return new ObjectSelection(List.of("*"), null, null, null).selecting(List.of("*"), null, conditions);
    }
}
