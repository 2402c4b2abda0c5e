using BankCrm.Infrastructure.Recommendations;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Testing;

public static class TestSuggestions
{
    /// <summary>Asks of every customer what to suggest, as the job does that does not run in tests.</summary>
    public static async Task ListSuggestionsAsync(this IServiceProvider services)
    {
        while (await services.GetRequiredService<SuggestionLister>().RunNextAsync(CancellationToken.None))
        {
            // another page of a branch is due
        }
    }
}
