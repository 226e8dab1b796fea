package dev.datamigration.transfer.full;

import dev.datamigration.database.RunScope;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.full.chunk.ChunkQueue;
import dev.datamigration.transfer.full.chunk.Completion;
import dev.datamigration.transfer.full.table.LoadProgress;
import dev.datamigration.transfer.full.table.RewrittenTables;
import dev.datamigration.transfer.help.ChunkToLoad;
import dev.datamigration.transfer.help.Helper;
import dev.datamigration.transfer.help.HelperUnavailableException;
import dev.datamigration.transfer.help.feed.WorkFeed;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.speed.ThrottledWork;

/**
 * Has a helper copy chunks. A chunk that it is not known to have copied goes back to the others, among them one whose table
 * was rewritten: the leading worker finds that out for itself.
 */
final class LoadFeed implements WorkFeed {
    private final Run run;
    private final RunScope scope;
    private final String engagement;
    private final ChunkQueue queue;
    private final LoadProgress progress;
    private final Completion completion;
    private final RewrittenTables rewritten;
    private final ThrottledWork throttled;

    LoadFeed(
            Run run,
            RunScope scope,
            String engagement,
            ChunkQueue queue,
            LoadProgress progress,
            Completion completion,
            RewrittenTables rewritten) {
        this.run = run;
        this.scope = scope;
        this.engagement = engagement;
        this.queue = queue;
        this.progress = progress;
        this.completion = completion;
        this.rewritten = rewritten;
        this.throttled = run.speed().throttled(scope);
    }

    @Override
    public boolean step(Helper helper) {
        var next = queue.poll();
        if (next.isEmpty()) {
            return false;
        }
        var chunk = next.get();
        if (rewritten.contains(chunk.table())) {
            queue.finished();
            return true;
        }
        try {
            var loaded = helper.load(new ChunkToLoad(
                    engagement,
                    chunk.table().name(),
                    chunk.number(),
                    chunk.range().lower(),
                    chunk.range().upper()));
            progress.copied(loaded.rows(), loaded.bytes());
            completion.finished(chunk, loaded.rows());
            queue.finished();
            throttled.rest();
            return true;
        } catch (HelperUnavailableException e) {
            freeWhatItLocked(helper);
            queue.putBack(chunk);
            throw e;
        }
    }

    /** It may sit somewhere with the chunk locked, and whoever copies it next would wait for it. */
    private void freeWhatItLocked(Helper helper) {
        try {
            run.to().sessions().terminateHelper(scope, helper.number());
        } catch (FailureException e) {
            // whoever copies the chunk meets the same server
        }
    }
}
