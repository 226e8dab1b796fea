package dev.datamigration.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.datamigration.lifecycle.change.SpecChange;
import dev.datamigration.lifecycle.change.SpecField;
import dev.datamigration.lifecycle.change.SpecFields;
import dev.datamigration.testing.ChangedPlans;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A worker takes of a newer plan what the list of changes says, and nothing else. */
class PlanChangeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MigrationPlan BEGUN = ChangedPlans.first();
    private static final MigrationPlan NEWER = ChangedPlans.second();

    /** What of the spec is in no plan, or under another name. */
    private static final Map<String, String> ELSEWHERE = Map.of("forwardSwitchover", "switchover");

    static Stream<SpecField> fields() {
        return SpecFields.TABLE.stream()
                .filter(field -> field.change() != SpecChange.Refused)
                .filter(field -> !value(BEGUN, field).isMissingNode());
    }

    @ParameterizedTest
    @MethodSource("fields")
    void takesWhatIsLive(SpecField field) {
        assertThat(value(BEGUN, field)).as("test values differ").isNotEqualTo(value(NEWER, field));
        var expected = field.change() == SpecChange.Live ? NEWER : BEGUN;
        assertThat(value(NEWER.following(BEGUN), field)).isEqualTo(value(expected, field));
    }

    @Test
    void mostFieldsAreLookedAt() {
        assertThat(fields()).hasSizeGreaterThan(35);
    }

    @Test
    void whatIsRefusedStaysAsItWas() {
        assertThat(NEWER.following(BEGUN).types()).isEqualTo(BEGUN.types());
    }

    @Test
    void loginsAreLive() {
        assertThat(NEWER.following(BEGUN).source()).isEqualTo(NEWER.source());
        assertThat(NEWER.following(BEGUN).target()).isEqualTo(NEWER.target());
    }

    private static JsonNode value(MigrationPlan plan, SpecField field) {
        var names = field.path().split("[.]");
        var component = ELSEWHERE.getOrDefault(names[0], names[0]);
        return Arrays.stream(MigrationPlan.class.getRecordComponents())
                .filter(found -> found.getName().equals(component))
                .filter(found ->
                        !found.getName().equals("source") && !found.getName().equals("target"))
                .findFirst()
                .map(found -> {
                    try {
                        JsonNode tree = JSON.valueToTree(found.getAccessor().invoke(plan));
                        return names.length == 1
                                ? tree
                                : tree.at("/" + String.join("/", Arrays.copyOfRange(names, 1, names.length)));
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .orElse(MissingNode.getInstance());
    }
}
