/** A TCP forwarder whose links fail as networks do: cut, silent in either direction, slow, or refusing. */
package dev.datamigration.testing.proxy;
