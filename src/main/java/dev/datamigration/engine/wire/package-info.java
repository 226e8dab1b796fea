/** Says how goals and reports travel between the operator and a worker process. */
package dev.datamigration.engine.wire;
