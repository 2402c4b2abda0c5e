using System.Reflection;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Platform.Requests;

/// <summary>
/// A form that says more than its page asks: nothing binds to such fields, so they change nothing; that somebody tried is recorded,
/// with the names and without the values.
/// </summary>
internal sealed class OverPostFilter : IAsyncPageFilter
{
    private const int MostNamed = 20;
    private const int LongestName = 40;

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (request.HasFormContentType && context.HandlerMethod is { } handler && !IsErrorPage(context.HttpContext))
        {
            var known = Known(context.ActionDescriptor, handler);
            var unknown = request.Form.Keys.Concat(request.Form.Files.Select(f => f.Name)).Distinct()
                .Where(name => !IsOurs(name) && !Binds(name, known)).ToList();
            if (unknown.Count > 0)
            {
                await context.HttpContext.RequestServices.GetRequiredService<IAuditTrail>().RecordNowAsync(
                    new(AuditEvents.OverPosted, AuditOutcome.Denied)
                    {
                        ObjectType = request.Path,
                        ReasonText = $"{unknown.Count}: {string.Join(", ", unknown.Take(MostNamed).Select(n => n.Length > LongestName ? n[..LongestName] : n))}",
                    },
                    context.HttpContext.RequestAborted);
            }
        }

        await next();
    }

    private static Dictionary<string, Type> Known(CompiledPageActionDescriptor page, Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure.HandlerMethodDescriptor handler)
    {
        var known = page.BoundProperties.ToDictionary(p => p.Name, p => p.ParameterType, StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in handler.Parameters)
        {
            known[parameter.BindingInfo?.BinderModelName ?? parameter.Name] = parameter.ParameterType;
        }

        return known;
    }

    // It is shown in answer to any form, and reads none.
    private static bool IsErrorPage(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;

    // The framework's own: __RequestVerificationToken, __Invariant.
    private static bool IsOurs(string name) => name.StartsWith("__", StringComparison.Ordinal);

    private static bool Binds(string name, Dictionary<string, Type> known)
    {
        var steps = name.Split('.');
        if (!known.TryGetValue(Plain(steps[0]), out var type))
        {
            return false;
        }

        foreach (var step in steps.Skip(1))
        {
            var owner = ElementOf(type);
            if (IsOpen(owner))
            {
                return true;
            }

            if (owner.GetProperty(Plain(step), BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is not { CanWrite: true } property)
            {
                return false;
            }

            type = property.PropertyType;
        }

        return true;
    }

    private static string Plain(string step) => step.Split('[')[0];

    private static Type ElementOf(Type type) =>
        type == typeof(string) ? type
        : type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } many
            ? many.GetGenericArguments()[0]
            : Nullable.GetUnderlyingType(type) ?? type;

    // Keys of a dictionary are anybody's.
    private static bool IsOpen(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);
}
