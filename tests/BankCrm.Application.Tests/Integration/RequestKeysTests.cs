using System.Security.Cryptography;
using BankCrm.Application.Common;
using BankCrm.Application.Integration;
using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Integration;

public sealed class RequestKeysTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly byte[] Body = SHA256.HashData("a"u8);

    [Fact]
    public async Task Of_many_at_the_same_moment_one_is_new_and_the_others_wait()
    {
        var request = await NewRequestAsync();

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Keys.ClaimAsync(request, CancellationToken.None)));

        Assert.Single(claims.OfType<RequestClaim.IsNew>());
        Assert.Equal(19, claims.OfType<RequestClaim.IsAtWork>().Count());
    }

    [Fact]
    public async Task What_was_answered_is_answered_again_byte_for_byte()
    {
        var request = await NewRequestAsync();
        await AnswerAsync(request, Assert.IsType<RequestClaim.IsNew>(await Keys.ClaimAsync(request, CancellationToken.None)).Attempt);

        var again = Assert.IsType<RequestClaim.WasAnswered>(await Keys.ClaimAsync(request, CancellationToken.None));

        Assert.Equal(200, again.Status);
        Assert.Equal("{}"u8.ToArray(), again.Answer);
    }

    [Fact]
    public async Task Another_body_or_address_under_the_key_and_other_branches_are_told_apart()
    {
        var request = await NewRequestAsync();
        await AnswerAsync(request, ((RequestClaim.IsNew)await Keys.ClaimAsync(request, CancellationToken.None)).Attempt);

        Assert.IsType<RequestClaim.IsAnother>(await Keys.ClaimAsync(request with { BodyDigest = SHA256.HashData("b"u8) }, CancellationToken.None));
        Assert.IsType<RequestClaim.IsAnother>(await Keys.ClaimAsync(request with { Route = "POST /other" }, CancellationToken.None));
        Assert.IsType<RequestClaim.ReachedOthers>(await Keys.ClaimAsync(request with { Scope = "elsewhere" }, CancellationToken.None));
    }

    [Fact]
    public async Task What_is_kept_of_a_body_cannot_be_made_from_it_without_the_key_and_what_was_kept_before_still_counts()
    {
        var request = await NewRequestAsync();
        await AnswerAsync(request, ((RequestClaim.IsNew)await Keys.ClaimAsync(request, CancellationToken.None)).Attempt);

        var kept = await crm.ReadAsync(db => db.ApiRequests.Where(r => r.Key == request.Key).Select(r => r.BodyDigest).SingleAsync());
        Assert.Equal((16, false), (kept.Length, Body.AsSpan().StartsWith(kept)));
        await crm.WorkAsync((db, _) => db.Database.ExecuteSqlAsync($"update api_requests set body_digest = {Body} where key = {request.Key}"));

        Assert.IsType<RequestClaim.WasAnswered>(await Keys.ClaimAsync(request, CancellationToken.None));
    }

    [Fact]
    public async Task A_key_that_was_released_is_free()
    {
        var request = await NewRequestAsync();
        var attempt = ((RequestClaim.IsNew)await Keys.ClaimAsync(request, CancellationToken.None)).Attempt;

        await Keys.ReleaseAsync(request.ClientId, request.Key, attempt, CancellationToken.None);

        Assert.IsType<RequestClaim.IsNew>(await Keys.ClaimAsync(request with { BodyDigest = SHA256.HashData("b"u8) }, CancellationToken.None));
    }

    [Fact]
    public async Task An_attempt_that_was_released_can_no_longer_answer()
    {
        var request = await NewRequestAsync();
        var attempt = ((RequestClaim.IsNew)await Keys.ClaimAsync(request, CancellationToken.None)).Attempt;
        await Keys.ReleaseAsync(request.ClientId, request.Key, attempt, CancellationToken.None);
        await Keys.ClaimAsync(request, CancellationToken.None);

        await Assert.ThrowsAsync<ConflictException>(() => AnswerAsync(request, attempt));
    }

    private IRequestKeys Keys => crm.Services.GetRequiredService<IRequestKeys>();

    private Task<int> AnswerAsync(KeyedRequest request, Guid attempt) => crm.WorkAsync(async (db, _) =>
    {
        await db.AnswerAsync(request.ClientId, request.Key, attempt, 200, "{}"u8.ToArray(), CancellationToken.None);
        return 0;
    });

    private async Task<KeyedRequest> NewRequestAsync()
    {
        var id = Guid.CreateVersion7();
        await crm.HasAsync(ApiClient.Create(
            id, $"Core {id:n}", "CORE", new(["customers.read"], AllBranches: true, [], ["127.0.0.1"], 600, ValidUntil: null), Guid.CreateVersion7(), ApiSecret.HashOf("crm_secret"),
            DateTimeOffset.UtcNow));
        return new(id, $"key-{Guid.NewGuid():n}", "POST /api/v1/things", Body, "all");
    }
}
