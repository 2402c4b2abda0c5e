using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;
using BankCrm.Domain.Counter.Tickets;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Counter.Tickets;

/// <summary>Gives the screen on the branch's wall an address. There is one; a new one ends the old.</summary>
/// <param name="Secret">Of the address, by <see cref="AddressSecret.New"/>.</param>
[Allow(CounterPermissions.Direct)]
public sealed record OpenScreen(string Secret);

/// <summary>The address shows nothing any more.</summary>
[Allow(CounterPermissions.Direct)]
public sealed record CloseScreen;

/// <summary>Since when the branch's screen has an address. Null: it has none.</summary>
[Allow(CounterPermissions.Serve, CounterPermissions.Direct)]
public sealed record GetScreenAddress;

internal sealed class OpenScreenValidator : AbstractValidator<OpenScreen>
{
    public OpenScreenValidator() => RuleFor(s => s.Secret).Length(AddressSecret.Length);
}

internal sealed class CloseScreenValidator : AbstractValidator<CloseScreen>;

internal sealed class OpenScreenHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<OpenScreen>
{
    public async Task HandleAsync(OpenScreen command, CancellationToken ct)
    {
        var (branch, hash, now) = (user.CounterBranch(), AddressSecret.Hash(command.Secret), clock.GetUtcNow());
        if (await db.CounterScreens.Where(s => s.BranchId == branch).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(ct) is { } there)
        {
            (await db.ForChangeAsync<CounterScreen>(there, ct)).Renew(hash, user.Person, now);
        }
        else
        {
            db.Add(CounterScreen.Open(branch, hash, user.Person, now));
        }
    }
}

internal sealed class CloseScreenHandler(CrmDb db, CurrentUser user) : ICommandHandler<CloseScreen>
{
    public async Task HandleAsync(CloseScreen command, CancellationToken ct)
    {
        var branch = user.CounterBranch();
        var there = await db.CounterScreens.AsTracking().Where(s => s.BranchId == branch).ToListAsync(ct);
        Refuse.If(there.Count == 0, "There is no such address any more.");
        db.RemoveRange(there);
    }
}

internal sealed class GetScreenAddressHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetScreenAddress, DateTimeOffset?>
{
    public Task<DateTimeOffset?> HandleAsync(GetScreenAddress query, CancellationToken ct)
    {
        var branch = user.CounterBranch();
        return db.CounterScreens.Where(s => s.BranchId == branch).Select(s => (DateTimeOffset?)s.OpenedAt).SingleOrDefaultAsync(ct);
    }
}

/// <summary>Answers screens on walls, which have a secret and nobody who signs in: with numbers and windows of their own branch, and nothing else.</summary>
[Policy]
public sealed class CounterScreens(IServiceScopeFactory scopes)
{
    /// <summary>Null: the address shows nothing.</summary>
    public async Task<ScreenShown?> ReadAsync(string secret, CancellationToken ct)
    {
        if (secret.Length != AddressSecret.Length || await BranchAsync(AddressSecret.Hash(secret), ct) is not { } branch)
        {
            return null;
        }

        var screen = new CurrentUser(null, "screen on the wall", false, [branch], new HashSet<string> { CounterPermissions.Direct }) { HomeBranchId = branch };
        await using var work = scopes.CreateWork(screen);
        return await work.ServiceProvider.GetRequiredService<IQueryHandler<GetScreen, ScreenShown>>().HandleAsync(new(), ct);
    }

    private async Task<Guid?> BranchAsync(byte[] hash, CancellationToken ct)
    {
        await using var work = scopes.CreateWork(CurrentUser.System("screens on walls"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginReadingAsync(ct);
        return await db.CounterScreens.Where(s => s.SecretHash == hash).Select(s => (Guid?)s.BranchId).SingleOrDefaultAsync(ct);
    }
}
