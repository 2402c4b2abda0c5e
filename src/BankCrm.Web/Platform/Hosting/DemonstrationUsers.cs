using BankCrm.Application.Common;
using BankCrm.Infrastructure.Admin;
using BankCrm.Infrastructure.Demonstration;

namespace BankCrm.Web.Platform.Hosting;

/// <summary>Somebody of the demonstration bank, as the sign-in page and the console offer them.</summary>
/// <param name="Role">In words.</param>
public sealed record DemonstrationUser(string UserName, string Role, string Password);

/// <summary>Whom one may be, in Development with the demonstration bank. Nobody elsewhere.</summary>
public sealed class DemonstrationUsers
{
    public IReadOnlyList<DemonstrationUser> All { get; private set; } = [];

    internal async Task FillAsync(WebApplication app, CancellationToken ct)
    {
        if (!await DemonstrationStaff.FillAsync(app.Services, ct))
        {
            return;
        }

        await DemonstrationBank.FillAsync(app.Services, ct);
        await DemonstrationProducts.FillAsync(app.Services, ct);
        await DemonstrationAccounts.FillAsync(app.Services, ct);
        await DemonstrationFollowUps.FillAsync(app.Services, ct);
        await DemonstrationQueues.FillAsync(app.Services, ct);
        await DemonstrationPlans.FillAsync(app.Services, ct);
        await DemonstrationMessages.FillAsync(app.Services, ct);
        await DemonstrationInteractions.FillAsync(app.Services, ct);
        await DemonstrationCases.FillAsync(app.Services, ct);
        await DemonstrationKnowledge.FillAsync(app.Services, ct);
        await DemonstrationSegments.FillAsync(app.Services, ct);
        await DemonstrationCampaigns.FillAsync(app.Services, ct);
        await DemonstrationPastCampaigns.FillAsync(app.Services, ct);
        await DemonstrationRecommendations.FillAsync(app.Services, ct);
        await DemonstrationCounter.FillAsync(app.Services, ct);
        await DemonstrationScores.FillAsync(app.Services, ct);
        All = [.. DemonstrationStaff.All.Select(s => new DemonstrationUser(s.UserName, s.Role.Words, DemonstrationStaff.Password))];
        Console.WriteLine($"The demonstration bank is at {string.Join(", ", app.Configuration[WebHostDefaults.ServerUrlsKey]?.Split(';') ?? ["http://localhost:5080"])}");
        Console.WriteLine($"Everybody's password is {DemonstrationStaff.Password}:");
        foreach (var user in All)
        {
            Console.WriteLine($"  {user.UserName,-16} {user.Role}");
        }
    }
}
