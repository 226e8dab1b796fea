/** The worker process: the same application, which moves the data of one task and listens to the operator alone. */
package dev.datamigration.engine.worker;
