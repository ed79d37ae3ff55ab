package dev.holdfast.myapp.models;

import dev.holdfast.RulesOf;
import java.util.Optional;

/** What somebody says. */
@RulesOf(StoredMessage.class)
public record NewMessage(String message, Optional<ClientId> clientId) {}
