package dev.datamigration.kubectl.cluster;

/** Holds what is read of an object's metadata. */
public record ObjectName(String name, String namespace) {}
