package dev.datamigration.kubectl.cluster;

import dev.datamigration.api.batch.TaskSelector;
import dev.datamigration.kubectl.argument.CommandFailure;
import dev.datamigration.kubectl.argument.ExitCode;

/** Label selectors as they are typed. kubectl itself reads them, so they mean what they mean to {@code kubectl get -l}. */
public final class LabelSelectors {
    private LabelSelectors() {}

    /** @throws CommandFailure if it is none */
    public static TaskSelector parse(Kubectl kubectl, String typed) {
        var read = kubectl.runLocally(
                "create",
                "poddisruptionbudget",
                "selector",
                "--kubeconfig=/dev/null",
                "--dry-run=client",
                "--min-available=1",
                "--selector=" + inSets(typed),
                "--output=jsonpath={.spec.selector}");
        if (!read.done()) {
            throw new CommandFailure(ExitCode.Misused, "-l '" + typed + "' is no label selector");
        }
        return ModelJson.read(read.bytes(), TaskSelector.class);
    }

    /** That command reads sets alone as kubectl get does. */
    private static String inSets(String typed) {
        return typed.replaceAll(" *!= *([^,]*)", " notin ($1)").replaceAll(" *==? *([^,()]*)", " in ($1)");
    }
}
