package dev.datamigration.transfer.schema;

import dev.datamigration.database.schema.CreationResult;
import dev.datamigration.database.schema.SchemaItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;

/**
 * Creates objects many to a transaction, as long as none is refused: of tens of thousands, most of the time would otherwise go
 * into transactions. Where one is refused, those of its transaction are created one by one, so that it is known which it is
 * and why, and the next transactions are small again. What may take long has a transaction of its own.
 */
final class BatchedCreation {
    private final ItemCreator creator;
    private final BiConsumer<SchemaItem, CreationResult> became;
    private int together = 1;

    /** @param became told what became of each object, once that is committed */
    BatchedCreation(ItemCreator creator, BiConsumer<SchemaItem, CreationResult> became) {
        this.creator = creator;
        this.became = became;
    }

    /** Creates what is in the queue, which others may take from as well, in its order. */
    void drain(Queue<SchemaItem> items) {
        for (var item = items.poll(); item != null; item = items.poll()) {
            if (together == 1 || item.isLengthy()) {
                alone(List.of(item));
            } else {
                together(item, items);
            }
        }
    }

    private void together(SchemaItem first, Queue<SchemaItem> items) {
        var batch = new Batch(first, items);
        if (creator.createTogether(batch::next)) {
            together = Math.min(creator.mostTogether(), 2 * together);
            batch.taken.forEach(item -> became.accept(item, new CreationResult.Created()));
        } else {
            alone(batch.taken);
        }
        if (batch.lengthy != null) {
            alone(List.of(batch.lengthy));
        }
    }

    private void alone(List<SchemaItem> items) {
        for (var item : items) {
            var result = creator.create(item);
            // after one that is refused, or there already, more such are likely to follow
            together = result instanceof CreationResult.Created
                    ? Math.min(creator.mostTogether(), Math.max(2, together))
                    : 1;
            became.accept(item, result);
        }
    }

    /** Says what one transaction takes from the queue. */
    private final class Batch {
        private final Queue<SchemaItem> items;
        private final List<SchemaItem> taken = new ArrayList<>();
        private int given;
        private SchemaItem lengthy;

        Batch(SchemaItem first, Queue<SchemaItem> items) {
            this.items = items;
            taken.add(first);
        }

        SchemaItem next() {
            if (given == taken.size() && given < together) {
                take(items.poll());
            }
            return given < taken.size() ? taken.get(given++) : null;
        }

        private void take(SchemaItem item) {
            if (item != null && item.isLengthy()) {
                lengthy = item;
            } else if (item != null) {
                taken.add(item);
            }
        }
    }
}
