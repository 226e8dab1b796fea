package dev.datamigration.kubectl.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.kubectl.cluster.ModelJson;
import dev.datamigration.kubectl.cluster.TaskView;
import dev.datamigration.lifecycle.change.SpecFields;

/** What differs between a task and what a manifest would make of it, and when each of it is taken. */
public final class ChangesText {
    private static final String ABSENT = "-";

    private ChangesText() {}

    /** @param applied as the API server would take it */
    public static String of(TaskView task, TaskView applied) {
        var now = ModelJson.tree(task.spec());
        var next = ModelJson.tree(applied.spec());
        var text = new StringBuilder();
        for (var field : SpecFields.TABLE) {
            var pointer = "/" + field.path().replace('.', '/');
            var before = now.at(pointer);
            var after = next.at(pointer);
            if (!before.equals(after)) {
                text.append("spec.%s: %s becomes %s\n  %s\n"
                        .formatted(field.path(), shown(before), shown(after), field.text()));
            }
        }
        return text.isEmpty() ? "nothing of the spec of " + task.name() + " would change\n" : text.toString();
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? ABSENT : TextTable.oneLine(value.toString());
    }
}
