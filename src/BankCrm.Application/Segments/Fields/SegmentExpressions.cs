using System.Linq.Expressions;

namespace BankCrm.Application.Segments.Fields;

/// <summary>Joins conditions. Values are members of closures, which EF Core sends as parameters.</summary>
internal static class SegmentExpressions
{
    private static readonly ParameterExpression Row = Expression.Parameter(typeof(SegmentRow), "r");

    public static Expression<Func<SegmentRow, bool>> True { get; } = r => true;

    public static Expression<Func<SegmentRow, bool>> False { get; } = r => false;

    extension(Expression<Func<SegmentRow, bool>> one)
    {
        public Expression<Func<SegmentRow, bool>> And(Expression<Func<SegmentRow, bool>> other) => Of(Expression.AndAlso(one.OnRow(), other.OnRow()));

        public Expression<Func<SegmentRow, bool>> Or(Expression<Func<SegmentRow, bool>> other) => Of(Expression.OrElse(one.OnRow(), other.OnRow()));

        public Expression<Func<SegmentRow, bool>> Negated() => Of(Expression.Not(one.OnRow()));
    }

    /// <summary>At least the one, at most the other, both counted. What is null is in no range.</summary>
    /// <param name="from">Null: from the lowest.</param>
    /// <param name="to">Null: to the highest.</param>
    public static Expression<Func<SegmentRow, bool>> InRange<T>(Expression<Func<SegmentRow, T?>> value, T? from, T? to) where T : struct
    {
        Expression<Func<T?>> lowest = () => from, highest = () => to;
        var known = Expression.NotEqual(value.OnRow(), Expression.Constant(null, typeof(T?)));
        Expression range = from is null ? known : Expression.GreaterThanOrEqual(value.OnRow(), lowest.Body);
        return Of(to is null ? range : Expression.AndAlso(range, Expression.LessThanOrEqual(value.OnRow(), highest.Body)));
    }

    public static Expression<Func<SegmentRow, bool>> IsOneOf<T>(Expression<Func<SegmentRow, T>> value, List<T> values)
    {
        Expression<Func<List<T>>> wanted = () => values;
        return Of(Expression.Call(wanted.Body, nameof(List<>.Contains), Type.EmptyTypes, value.OnRow()));
    }

    public static Expression<Func<SegmentRow, bool>> IsNull<T>(Expression<Func<SegmentRow, T?>> value) where T : struct =>
        Of(Expression.Equal(value.OnRow(), Expression.Constant(null, typeof(T?))));

    /// <summary>Of flags that stand together in one number.</summary>
    /// <param name="all">False: one is enough.</param>
    public static Expression<Func<SegmentRow, bool>> Has<T>(Expression<Func<SegmentRow, T>> flags, T wanted, bool all) where T : struct, Enum
    {
        Expression<Func<int>> asNumber = () => (int)(object)wanted;
        var both = Expression.And(Expression.Convert(flags.OnRow(), typeof(int)), asNumber.Body);
        return Of(all ? Expression.Equal(both, asNumber.Body) : Expression.NotEqual(both, Expression.Constant(0)));
    }

    /// <summary>Which of the conditions hold, each as a bit from the lowest.</summary>
    public static Expression<Func<SegmentRow, int>> Bits(IReadOnlyList<Expression<Func<SegmentRow, bool>>> conditions)
    {
        Expression sum = Expression.Constant(0);
        for (var i = 0; i < conditions.Count; i++)
        {
            sum = Expression.Add(sum, Expression.Condition(conditions[i].OnRow(), Expression.Constant(1 << i), Expression.Constant(0)));
        }

        return Expression.Lambda<Func<SegmentRow, int>>(sum, Row);
    }

    /// <summary>Whether each of the conditions holds, in their order.</summary>
    public static Expression<Func<SegmentRow, bool[]>> Each(IReadOnlyList<Expression<Func<SegmentRow, bool>>> conditions) =>
        Expression.Lambda<Func<SegmentRow, bool[]>>(Expression.NewArrayInit(typeof(bool), conditions.Select(OnRow)), Row);

    /// <summary>Puts a value of the row in the place of the second parameter.</summary>
    public static Expression<Func<SegmentRow, TMade>> Into<TValue, TMade>(Expression<Func<SegmentRow, TValue>> value, Expression<Func<SegmentRow, TValue, TMade>> made) =>
        Expression.Lambda<Func<SegmentRow, TMade>>(new Renamed(made.Parameters[0], Row).Visit(new Renamed(made.Parameters[1], value.OnRow()).Visit(made.Body)), Row);

    private static Expression<Func<SegmentRow, bool>> Of(Expression body) => Expression.Lambda<Func<SegmentRow, bool>>(body, Row);

    // So that all parts speak of the same row.
    private static Expression OnRow(this LambdaExpression lambda) => new Renamed(lambda.Parameters[0], Row).Visit(lambda.Body);

    private sealed class Renamed(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
