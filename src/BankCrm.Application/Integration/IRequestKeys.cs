using BankCrm.Application.Common;
using BankCrm.Domain.Integration;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Integration;

/// <summary>A request under a key.</summary>
/// <param name="BodyDigest">SHA-256.</param>
/// <param name="Scope">Which branches the client reaches now.</param>
public sealed record KeyedRequest(Guid ClientId, string Key, string Route, byte[] BodyDigest, string Scope);

/// <summary>What is to be done with a request under a key.</summary>
public abstract record RequestClaim
{
    private RequestClaim() { }

    /// <summary>It is new: do it.</summary>
    public sealed record IsNew(Guid Attempt) : RequestClaim;

    /// <summary>It was done: answer this.</summary>
    public sealed record WasAnswered(int Status, byte[] Answer) : RequestClaim;

    /// <summary>It is being done this moment.</summary>
    public sealed record IsAtWork : RequestClaim;

    /// <summary>The key stands for another request.</summary>
    public sealed record IsAnother : RequestClaim;

    /// <summary>It was done when the client reached other branches.</summary>
    public sealed record ReachedOthers : RequestClaim;
}

/// <summary>Keys under which other systems send requests, so that one sent again does nothing again.</summary>
public interface IRequestKeys
{
    /// <summary>Committed when it returns. One of several at the same moment is new.</summary>
    Task<RequestClaim> ClaimAsync(KeyedRequest request, CancellationToken ct);

    /// <summary>It changed nothing, so the key is free again.</summary>
    Task ReleaseAsync(Guid clientId, string key, Guid attempt, CancellationToken ct);

    /// <summary>Deletes those that are kept no longer.</summary>
    Task<int> ForgetOldAsync(CancellationToken ct);
}

public static class RequestAnswers
{
    extension(CrmDb db)
    {
        /// <summary>What the request is answered, to be saved with what it changes. Saving it is a conflict if another attempt has taken it over.</summary>
        public async Task AnswerAsync(Guid clientId, string key, Guid attempt, int status, byte[] answer, CancellationToken ct)
        {
            var request = await db.ApiRequests.AsTracking().SingleOrDefaultAsync(r => r.ClientId == clientId && r.Key == key && r.Attempt == attempt, ct)
                ?? throw new ConflictException();
            request.IsAnswered(status, answer);
        }
    }
}
