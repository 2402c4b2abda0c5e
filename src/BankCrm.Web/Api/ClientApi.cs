using BankCrm.Application.Admin.ApiClients;
using BankCrm.Application.Common;
using BankCrm.Web.Platform;

namespace BankCrm.Web.Api;

/// <summary>Who the client is to us: the first thing to ask when a connection is set up.</summary>
internal sealed class ClientApi : IEndpoints
{
    public void Map(IEndpointRouteBuilder app) => app.MapForClients(HttpMethods.Get, "/client", ClientScopes.Any, Describe)
        .WithTags("Access")
        .WithName("DescribeClient")
        .WithSummary("What this client may do")
        .Produces<ClientAnswer>();

    private static ClientAnswer Describe(HttpContext context)
    {
        var access = context.Features.Get<ApiAccess>()!;
        return new(access.User.ApiClientId!.Value, access.User.Name, access.User.Source!, access.Scopes, access.RatePerMinute);
    }
}

public sealed record ClientAnswer(Guid Id, string Name, string Source, IReadOnlyList<string> Scopes, int RatePerMinute);
