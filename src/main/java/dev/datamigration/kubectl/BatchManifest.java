package dev.datamigration.kubectl;

import dev.datamigration.api.Api;
import dev.datamigration.api.batch.BatchOperationSpec;
import dev.datamigration.api.batch.FailurePolicy;
import dev.datamigration.api.batch.TaskSelector;
import dev.datamigration.api.batch.WaveSettings;
import dev.datamigration.kubectl.argument.Arguments;
import dev.datamigration.kubectl.argument.Option;
import dev.datamigration.kubectl.cluster.ModelJson;
import java.util.List;
import java.util.Map;

/** The BatchOperation of a request. */
record BatchManifest(BatchRequest request, List<String> names, TaskSelector selector, Arguments manner) {
    /** Also of the operator, which keeps in each task who asked. */
    private static final String REQUESTED_BY = Api.GROUP + "/requested-by";

    private static final int PREVIEW_SECONDS_TO_LIVE = 60;

    private record Manifest(String apiVersion, String kind, Metadata metadata, BatchOperationSpec spec) {}

    private record Metadata(String generateName, Map<String, String> annotations) {}

    /** Only has the operator say which tasks qualify. */
    String preview(String requester) {
        return manifest("preview-" + request.verb(), requester, spec(true, PREVIEW_SECONDS_TO_LIVE));
    }

    String operation(String requester) {
        return manifest(request.verb(), requester, spec(false, manner.amount(Option.Ttl)));
    }

    private static String manifest(String name, String requester, BatchOperationSpec spec) {
        return ModelJson.write(new Manifest(
                Api.GROUP + "/" + Api.VERSION,
                "BatchOperation",
                new Metadata(name + "-", Map.of(REQUESTED_BY, requester)),
                spec));
    }

    private BatchOperationSpec spec(boolean dryRun, Integer secondsToLive) {
        return new BatchOperationSpec(
                request.operation(),
                selector,
                names,
                dryRun,
                null,
                manner.amount(Option.Parallelism),
                waves(),
                new FailurePolicy(manner.amount(Option.HaltAfter)),
                manner.amount(Option.Timeout),
                manner.amount(Option.Deadline),
                secondsToLive,
                request.switchover(),
                request.alerts(),
                null);
    }

    private WaveSettings waves() {
        var label = manner.text(Option.WaveBy);
        var size = manner.amount(Option.WaveSize);
        return label == null && size == null ? null : new WaveSettings(label, size);
    }
}
