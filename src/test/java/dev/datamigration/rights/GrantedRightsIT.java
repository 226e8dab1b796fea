package dev.datamigration.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.helm.Chart;
import dev.datamigration.testing.CrdFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

/**
 * The chart grants what is listed in {@code src/test/resources/rights}, whose every line {@link RightsIT} has proved to be
 * needed. Whoever changes the rules changes the list, and runs that test, which takes too long for every build:
 * {@code mvn verify -Dexcluded.tests=none -Dit.test=RightsIT}.
 */
class GrantedRightsIT {
    @Test
    void theChartGrantsWhatIsProvedToBeNeeded() throws IOException {
        assertThat(granted("watchAllNamespaces: true")).isEqualTo(listed("pod.txt"));
    }

    @Test
    void fewerAreGrantedWhereTheOperatorMovesTheDataItself() throws IOException {
        assertThat(granted("{watchAllNamespaces: true, engine: {runIn: local}}"))
                .isEqualTo(listed("local.txt"));
        assertThat(listed("pod.txt")).containsAll(listed("local.txt"));
    }

    @Test
    void namespacesGetWhatTheClusterWouldGet() {
        assertThat(rights("watchNamespaces: [default]")).isEqualTo(rights("watchAllNamespaces: true"));
        assertThat(rights("{}")).isEqualTo(rights("watchAllNamespaces: true"));
    }

    private static List<String> granted(String values) {
        return rights(values).stream().map(Right::toString).toList();
    }

    private static SortedSet<Right> rights(String values) {
        return OperatorRights.granted(Chart.render(Chart.template("default", values)));
    }

    private static List<String> listed(String file) throws IOException {
        return Files.readAllLines(
                CrdFiles.projectDirectory().resolve("src/test/resources/rights").resolve(file));
    }
}
