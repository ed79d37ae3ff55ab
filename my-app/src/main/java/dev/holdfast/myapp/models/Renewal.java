package dev.holdfast.myapp.models;

import jakarta.validation.constraints.Size;

/** An access token in place of the one a client came with. */
public record Renewal(@Size(max = 8192) String token) {

    /** Does not tell the token. */
    @Override
    public String toString() {
        return "Renewal";
    }
}
