/** The data of the benches, and who moves it. */
package dev.datamigration.bench.scene;
