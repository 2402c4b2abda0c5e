using BankCrm.Application.Platform;
using BankCrm.Domain.Analytics.Worklist;
using Microsoft.Extensions.Configuration;

namespace BankCrm.Infrastructure.Analytics.Worklist;

/// <summary>Reads the points of the worklist: those that come with the product, changed by what the bank has set.</summary>
internal static class WorklistSettings
{
    public const string Section = "BankCrm:Worklist";

    /// <exception cref="StartUpException">A setting is not known, no number or out of its range: a list ranked by a slip of the pen would be followed all the same.</exception>
    public static WorklistRules Read(IConfiguration configuration)
    {
        try
        {
            var rules = configuration.GetSection(Section).Get<WorklistRules>(o => o.ErrorOnUnknownConfiguration = true) ?? new();
            rules.Check();
            return rules;
        }
        catch (InvalidOperationException e)
        {
            throw new StartUpException($"The points of the worklist ({Section}) cannot be used: {e.Message}", e);
        }
    }
}
