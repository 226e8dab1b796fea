package dev.datamigration.database.postgres.precheck.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.database.table.TableName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableRulesTest {
    private static final TableName NAME = new TableName("public", "t");

    @ParameterizedTest
    @CsvSource({
        "Default, false, Failed",
        "Nothing, false, Failed",
        "Index, false, Failed",
        "Full, false, Warning",
        "Default, true, Passed",
        // changes of an unlogged table are in no log anyway
        "UnloggedDefault, false, Passed"
    })
    void withoutKey(String identity, boolean key, PrecheckItemStatus expected) {
        var unlogged = identity.startsWith("Unlogged");
        var table = table(
                ReplicaIdentity.valueOf(identity.replace("Unlogged", "")),
                key ? List.of("id") : List.of(),
                unlogged,
                0);
        var facts = Map.of(table.oid(), new IdentityFacts(table.oid(), false, null, false, null));
        assertThat(TablesWithoutKey.verdict(List.of(table), facts, "").status()).isEqualTo(expected);
    }

    /** The server would refuse every UPDATE and DELETE of the application. */
    @Test
    void wholeRowsWithVirtualColumnsCannotBePublished() {
        var table = new DataTable(
                1,
                NAME,
                NAME,
                null,
                List.of(),
                false,
                ReplicaIdentity.Full,
                List.of(),
                List.of(),
                false,
                true,
                0,
                0,
                0,
                null);
        var finding = TablesWithoutKey.verdict(
                List.of(table), Map.of(1L, new IdentityFacts(1, false, null, false, null)), "");
        assertThat(finding.status()).isEqualTo(PrecheckItemStatus.Failed);
        assertThat(finding.remedy()).contains("PRIMARY KEY").doesNotContain("REPLICA IDENTITY FULL");
        assertThat(ReplicaIdentityUsable.defect(table, new IdentityFacts(1, true, "t_idx", false, null)))
                .isPresent();
    }

    /** Whether the key is a primary key, and whether there is an index that was named as the identity. */
    @ParameterizedTest
    @CsvSource({
        "Default, true, false, true",
        "Default, false, false, false",
        "Nothing, true, false, false",
        "Full, false, false, true",
        "Index, true, true, true",
        "Index, true, false, false"
    })
    void identity(ReplicaIdentity identity, boolean primaryKey, boolean indexed, boolean usable) {
        var facts = new IdentityFacts(1, primaryKey, "t_idx", indexed, null);
        var defect = ReplicaIdentityUsable.defect(table(identity, List.of("id"), false, 0), facts);
        assertThat(defect.isEmpty()).isEqualTo(usable);
    }

    @Test
    void identityIsMendedByTheKeyThatThereIs() {
        assertThat(ReplicaIdentityUsable.mended(
                        table(ReplicaIdentity.Default, List.of("id"), false, 0),
                        new IdentityFacts(1, true, "t_pkey", false, null)))
                .isEqualTo("DEFAULT");
        assertThat(ReplicaIdentityUsable.mended(
                        table(ReplicaIdentity.Default, List.of("id"), false, 0),
                        new IdentityFacts(1, false, "Odd idx", false, null)))
                .isEqualTo("USING INDEX \"Odd idx\"");
    }

    @Test
    void onlyTablesWithEnoughToastAreMeasured() {
        assertThat(RowWidth.mayExceed(table(ReplicaIdentity.Default, List.of(), false, 0), 1 << 26))
                .isFalse();
        assertThat(RowWidth.mayExceed(table(ReplicaIdentity.Default, List.of(), false, 1 << 19), 1 << 26))
                .isTrue();
    }

    private static DataTable table(ReplicaIdentity identity, List<String> key, boolean unlogged, long toastBytes) {
        return new DataTable(
                1,
                NAME,
                NAME,
                null,
                List.of(),
                unlogged,
                identity,
                List.<Column>of(),
                key,
                !key.isEmpty(),
                false,
                0,
                0,
                toastBytes,
                null);
    }
}
