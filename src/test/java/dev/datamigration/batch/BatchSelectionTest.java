package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selection of a task named shop with the labels wave=1 and team=checkout. */
class BatchSelectionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "selector: {}                                                                          | true",
                "selector: {matchLabels: {wave: '1'}}                                                  | true",
                "selector: {matchLabels: {wave: '2'}}                                                  | false",
                "selector: {matchLabels: {wave: '1', team: search}}                                    | false",
                "selector: {matchExpressions: [{key: team, operator: In, values: [checkout, search]}]} | true",
                "selector: {matchExpressions: [{key: team, operator: In, values: [search]}]}           | false",
                "selector: {matchExpressions: [{key: none, operator: In, values: [search]}]}           | false",
                "selector: {matchExpressions: [{key: team, operator: NotIn, values: [checkout]}]}      | false",
                "selector: {matchExpressions: [{key: none, operator: NotIn, values: [checkout]}]}      | true",
                "selector: {matchExpressions: [{key: team, operator: Exists}]}                         | true",
                "selector: {matchExpressions: [{key: none, operator: Exists}]}                         | false",
                "selector: {matchExpressions: [{key: team, operator: DoesNotExist}]}                   | false",
                "selector: {matchExpressions: [{key: none, operator: DoesNotExist}]}                   | true",
                "selector: {matchLabels: {wave: '1'}, matchExpressions: [{key: none, operator: Exists}]} | false",
                "tasks: [shop]                                                                         | true",
                "tasks: [other]                                                                        | false",
                "tasks: [shop], selector: {matchLabels: {wave: '2'}}                                   | true"
            })
    void asKubernetesHasIt(String how, boolean meant) {
        var selection =
                new BatchSelection(Tasks.batch("operation: Stop, " + how).getSpec());
        assertThat(selection.means("shop", Map.of("wave", "1", "team", "checkout")))
                .isEqualTo(meant);
    }
}
