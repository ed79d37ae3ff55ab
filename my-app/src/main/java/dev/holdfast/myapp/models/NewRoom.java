package dev.holdfast.myapp.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.holdfast.Default;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;

/**
 * What somebody tells of a room they make.
 *
 * @param members who is in it from the beginning, beside whoever makes it; only where it is private
 */
public record NewRoom(
        RoomName name,
        @Default("false") @JsonProperty("private") boolean isPrivate,
        Optional<@Size(max = Seat.MOST) List<UserId>> members) {}
