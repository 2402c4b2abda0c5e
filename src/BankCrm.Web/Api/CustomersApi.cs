using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Overview;
using BankCrm.Application.Integration.Customers;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace BankCrm.Web.Api;

/// <summary>Customers as the bank's other systems know them.</summary>
internal sealed class CustomersApi : IEndpoints
{
    private const string Tag = "Customers";
    private const int MostMessages = 1000;
    private const int LongestBatch = 10 * 1024 * 1024;
    private const int LongestRecord = 64 * 1024;

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapMessages<CustomerRecord>("/customers:upsert", CustomerScopes.Write, MostMessages, LongestBatch)
            .WithTags(Tag)
            .WithName("UpsertCustomers")
            .WithSummary("Creates customers, and changes those that are known by their number in the source system");
        app.MapForClients(HttpMethods.Get, "/customers/{number}", CustomerScopes.Read, GetAsync)
            .WithTags(Tag)
            .WithName("GetCustomer")
            .WithSummary("One customer, sensitive fields masked; the ETag is for If-Match")
            .Produces<CustomerAnswer>()
            .Refuses(404);
        app.MapForClients(HttpMethods.Put, "/customers/{number}", CustomerScopes.Write, PutAsync)
            .WithTags(Tag)
            .WithName("ChangeCustomer")
            .WithSummary("Changes one customer that is still as it was read; what is left out stays")
            .WithMetadata(new NeedsIfMatch())
            .Accepts<CustomerFields>("application/json")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(404, 412, 413, 415, 422, 428);
    }

    private static async Task<IResult> GetAsync(
        string number, HttpContext context, [FromServices] OneReading reading, [FromServices] IQueryHandler<GetCustomerId, NumberedCustomer> getId,
        [FromServices] IQueryHandler<GetCustomer, SeenCustomer> getCustomer, CancellationToken ct)
    {
        var seen = await reading.ReadOfOneAsync(async () => await getCustomer.HandleAsync(new((await getId.HandleAsync(new(number), ct)).Id), ct), ct);
        if (seen.Customer is not { } customer)
        {
            throw new ForbiddenException(CustomerScopes.Protected);
        }

        context.Response.Headers.ETag = TagOf(customer.Version);
        return Results.Json(CustomerAnswer.Of(customer), ApiJson.Options);
    }

    private static async Task<IResult> PutAsync(
        string number, HttpContext context, [FromServices] IQueryHandler<GetCustomerId, NumberedCustomer> getId,
        [FromServices] ICommandHandler<ChangeCustomerRecord> change)
    {
        var ct = context.RequestAborted;
        var seen = VersionOf(context.Request);
        var fields = ApiJson.Read<CustomerFields>((await ApiBody.ReadAsync(context.Request, LongestRecord, ct)).Span);
        var customer = await getId.HandleAsync(new(number), ct);
        await change.HandleAsync(new(customer.Id, seen, fields), ct);
        context.Response.Headers.ETag = TagOf((await getId.HandleAsync(new(number), ct)).Version);
        return Results.NoContent();
    }

    private static string TagOf(uint version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    private static uint VersionOf(HttpRequest request) =>
        request.Headers.IfMatch is [{ } text] && EntityTagHeaderValue.TryParse(text, out var tag) && tag is { IsWeak: false }
            && uint.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new ApiRefusedException(
                StatusCodes.Status428PreconditionRequired, "version.missing", new Fault("Read the record first and send its ETag as If-Match."));
}

/// <summary>On an address that takes If-Match.</summary>
internal sealed record NeedsIfMatch;
