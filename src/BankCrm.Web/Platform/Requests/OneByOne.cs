using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Localisation;
using FluentValidation;

namespace BankCrm.Web.Platform.Requests;

/// <summary>
/// One thing done with several rows that were ticked in a list: each in a piece of work of its own, so that one that may not be touched, or that a colleague has
/// changed meanwhile, keeps none of the others.
/// </summary>
public sealed class OneByOne(IServiceScopeFactory scopes, CurrentUser me, Text text)
{
    /// <summary>What a page of a list shows.</summary>
    private const int Most = 50;

    /// <summary>"id.version", as a list's boxes say it; what is not so is left out.</summary>
    public static IReadOnlyList<(Guid Id, uint Version)> Read(string[]? ticked) =>
    [
        .. (ticked ?? []).Take(Most).Select(t => t.Split('.')).Where(t => t.Length == 2)
            .Select(t => (Id: Guid.TryParse(t[0], out var id) ? id : Guid.Empty, Version: uint.TryParse(t[1], out var version) ? version : 0))
            .Where(t => t.Id != Guid.Empty).DistinctBy(t => t.Id),
    ];

    /// <summary>Null: it is done. Otherwise why not.</summary>
    public async Task<string?> TryAsync(Func<IServiceProvider, Task> act)
    {
        await using var scope = scopes.CreateWork(me);
        try
        {
            await act(scope.ServiceProvider);
            return null;
        }
        catch (RefusedException e)
        {
            return text[e];
        }
        catch (ConflictException)
        {
            return text["Someone else has changed it meanwhile."];
        }
        catch (ForbiddenException)
        {
            return text["It is a colleague's."];
        }
        catch (NotFoundException)
        {
            return text["It is not there, or not yours to see."];
        }
        catch (ValidationException e)
        {
            var fault = e.Errors.First();
            return text[fault.ErrorMessage, fault.CustomState as object[] ?? []];
        }
    }
}
