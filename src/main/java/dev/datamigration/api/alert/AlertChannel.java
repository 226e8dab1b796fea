package dev.datamigration.api.alert;

/** Where an alert goes. */
public enum AlertChannel {
    DingTalk,
    Lark,
    Webhook
}
