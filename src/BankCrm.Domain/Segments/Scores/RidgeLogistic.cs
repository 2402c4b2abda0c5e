namespace BankCrm.Domain.Segments.Scores;

/// <summary>
/// Logistic regression with a penalty on the squares of the weights, by Newton's steps. Inputs come with a standard deviation of 1, so that the penalty is the same for
/// all; the rows are sparse. The same rows give the same weights.
/// </summary>
internal sealed class RidgeLogistic
{
    private const int MostSteps = 40;
    private const double Enough = 1e-7;

    /// <param name="Places">Of the inputs of each row, one after the other.</param>
    /// <param name="Starts">Where each row begins; one more than there are rows.</param>
    internal sealed record Inputs(int[] Starts, int[] Places, double[] Values, int Width);

    /// <param name="weights">How much a row counts.</param>
    /// <param name="from">To begin with: the intercept, then the weights.</param>
    /// <returns>The intercept, then the weights.</returns>
    public static double[] Fit(Inputs inputs, bool[] outcomes, double[] weights, double ridge, double[]? from, CancellationToken ct)
    {
        var size = inputs.Width + 1;
        var beta = from is null ? new double[size] : (double[])from.Clone();
        if (from is null)
        {
            var (came, all) = (0.5, 1.0);
            for (var r = 0; r < outcomes.Length; r++)
            {
                (came, all) = (came + (outcomes[r] ? weights[r] : 0), all + weights[r]);
            }

            beta[0] = Math.Log(came / (all - came));
        }

        var loss = Loss(inputs, outcomes, weights, ridge, beta);
        for (var step = 0; step < MostSteps; step++)
        {
            ct.ThrowIfCancellationRequested();
            var (gradient, hessian) = Slopes(inputs, outcomes, weights, ridge, beta);
            var direction = Solve(hessian, gradient, size);
            var (next, nextLoss, length) = (beta, double.PositiveInfinity, 1.0);
            for (; length > 1e-4; length /= 2)
            {
                next = [.. beta.Select((b, i) => b - (length * direction[i]))];
                nextLoss = Loss(inputs, outcomes, weights, ridge, next);
                if (nextLoss <= loss)
                {
                    break;
                }
            }

            if (!(nextLoss <= loss))
            {
                return beta; // no step makes it better
            }

            var gain = loss - nextLoss;
            (beta, loss) = (next, nextLoss);
            if (gain < Enough * (1 + loss))
            {
                break;
            }
        }

        return beta;
    }

    public static double Odds(Inputs inputs, double[] beta, int row)
    {
        var sum = beta[0];
        for (var i = inputs.Starts[row]; i < inputs.Starts[row + 1]; i++)
        {
            sum += beta[inputs.Places[i] + 1] * inputs.Values[i];
        }

        return sum;
    }

    public static double Probability(double odds) => odds >= 0 ? 1 / (1 + Math.Exp(-odds)) : Math.Exp(odds) / (1 + Math.Exp(odds));

    private static double Loss(Inputs inputs, bool[] outcomes, double[] weights, double ridge, double[] beta)
    {
        var loss = 0.0;
        for (var r = 0; r < outcomes.Length; r++)
        {
            var against = outcomes[r] ? -Odds(inputs, beta, r) : Odds(inputs, beta, r);
            loss += weights[r] * (against > 0 ? against + Math.Log(1 + Math.Exp(-against)) : Math.Log(1 + Math.Exp(against)));
        }

        for (var i = 1; i < beta.Length; i++)
        {
            loss += ridge / 2 * beta[i] * beta[i];
        }

        return loss;
    }

    private static (double[] Gradient, double[] Hessian) Slopes(Inputs inputs, bool[] outcomes, double[] weights, double ridge, double[] beta)
    {
        var size = beta.Length;
        var (gradient, hessian) = (new double[size], new double[size * size]);
        for (var r = 0; r < outcomes.Length; r++)
        {
            var p = Probability(Odds(inputs, beta, r));
            var (error, curve) = (weights[r] * (p - (outcomes[r] ? 1 : 0)), weights[r] * p * (1 - p));
            gradient[0] += error;
            hessian[0] += curve;
            for (var i = inputs.Starts[r]; i < inputs.Starts[r + 1]; i++)
            {
                var (row, value) = ((inputs.Places[i] + 1) * size, inputs.Values[i]);
                gradient[inputs.Places[i] + 1] += error * value;
                hessian[row] += curve * value;
                for (var j = inputs.Starts[r]; j <= i; j++)
                {
                    hessian[row + inputs.Places[j] + 1] += curve * value * inputs.Values[j]; // places rise within a row: the lower half
                }
            }
        }

        for (var i = 1; i < size; i++)
        {
            gradient[i] += ridge * beta[i];
            hessian[(i * size) + i] += ridge;
        }

        hessian[0] += 1e-9;
        return (gradient, hessian);
    }

    // Cholesky; of the matrix the lower half is given.
    private static double[] Solve(double[] matrix, double[] right, int size)
    {
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[(i * size) + j];
                for (var k = 0; k < j; k++)
                {
                    sum -= matrix[(i * size) + k] * matrix[(j * size) + k];
                }

                matrix[(i * size) + j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-10)) : sum / matrix[(j * size) + j];
            }
        }

        var solved = (double[])right.Clone();
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++)
            {
                solved[i] -= matrix[(i * size) + k] * solved[k];
            }

            solved[i] /= matrix[(i * size) + i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
            {
                solved[i] -= matrix[(k * size) + i] * solved[k];
            }

            solved[i] /= matrix[(i * size) + i];
        }

        return solved;
    }
}
