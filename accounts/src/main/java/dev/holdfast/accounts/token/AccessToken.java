package dev.holdfast.accounts.token;

import java.time.Instant;

/**
 * What a valid access token says.
 *
 * @param userId the program's id of the user it stands for
 * @param sessionId the session it was made for
 * @param expires when it ends
 */
public record AccessToken(String userId, String sessionId, Instant expires) {}
